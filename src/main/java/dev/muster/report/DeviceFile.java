package dev.muster.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A results file that grows by whole devices, in the order of completion or of the inventory. Devices that are ahead of
 * their turn wait in a file beside it, so memory does not grow with the fleet. After the first trouble the file is cut
 * back to its last whole device, loses its name if that would let it pass for whole, and nothing more is taken.
 */
final class DeviceFile {
    /**
     * @param shown the name of the complete file
     * @param growing the name while it grows
     * @param broken the name after trouble
     */
    record Names(String shown, String growing, String broken) {
        /** A file that is read while it grows. */
        static Names live(String name) {
            return new Names(name, name, name + ".incomplete");
        }

        /** A file that is of no use before it is complete. */
        static Names hidden(String name) {
            return new Names(name, name + ".part", name + ".part");
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private final Path folder;
    private final Names names;
    private final byte[] separator;
    private final InOrder<Body> order;
    private final AppendFile file;
    private @Nullable AppendFile ahead;
    private @Nullable String broken;
    private int devices;
    private int written;

    /** @param separator what stands between two devices */
    DeviceFile(Path folder, Names names, boolean inventoryOrder, String separator) throws IOException {
        this.folder = folder;
        this.names = names;
        this.order = new InOrder<>(inventoryOrder);
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve(names.growing);
        try {
            file = AppendFile.create(path);
        } catch (IOException e) {
            throw new IOException(path + ": " + Trouble.reason(e), e);
        }
    }

    /** Writes what stands before the devices. */
    void head(Body head) throws IOException {
        guarded(() -> file.append(head));
    }

    /** How many devices will come, for messages. */
    void expect(int count) throws IOException {
        guarded(() -> devices = count);
    }

    /** Takes one device; it is in the file on return if it is its turn. */
    void add(int index, Body device) throws IOException {
        guarded(() -> {
            order.put(index, order.isDue(index) ? device : setAside(device));
            writeDue();
        });
    }

    /** Writes all that still waits and what stands after the devices; the file then has its name and is closed. */
    void end(Body tail) throws IOException {
        guarded(() -> {
            order.rest();
            writeDue();
            if (written < devices) {
                throw new IOException("not all devices were kept");
            }
            file.append(tail);
            file.sync();
            file.close();
            dropAhead();
            if (!names.growing.equals(names.shown)) {
                rename(names.growing, names.shown);
            }
        });
    }

    private void writeDue() throws IOException {
        for (Body due = order.due(); due != null; due = order.due()) {
            Body device = due;
            file.append(out -> {
                if (written > 0) {
                    out.write(separator);
                }
                device.writeTo(out);
            });
            written++;
            order.done();
        }
    }

    private Body setAside(Body device) throws IOException {
        if (ahead == null) {
            ahead = AppendFile.create(aheadPath());
        }
        AppendFile aside = ahead;
        long from = aside.length();
        aside.append(device);
        long bytes = aside.length() - from;
        return out -> aside.copy(from, bytes, out);
    }

    private Path aheadPath() {
        return folder.resolve(names.shown + ".ahead");
    }

    private void dropAhead() throws IOException {
        if (ahead != null) {
            ahead.close();
            Files.delete(aheadPath());
        }
    }

    private void guarded(Action action) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        try {
            action.run();
        } catch (IOException e) {
            giveUp(e);
            broken = explanation(e);
            throw new IOException(broken, e);
        }
    }

    private void giveUp(IOException because) {
        try {
            file.close();
            if (ahead != null) {
                ahead.close();
            }
            if (devices == 0) {
                Files.delete(folder.resolve(names.growing));
            } else if (!names.broken.equals(names.growing)) {
                rename(names.growing, names.broken);
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    private String explanation(IOException e) {
        String what = folder.resolve(names.shown) + ": " + Trouble.reason(e);
        if (devices == 0) {
            return what;
        }
        String more = ahead != null && order.waiting() > 0
                ? "; devices that were ahead of their turn are in "
                        + aheadPath().getFileName()
                : "";
        return what + "; " + names.broken + " holds the first " + written + " of " + devices + " devices" + more;
    }
}
