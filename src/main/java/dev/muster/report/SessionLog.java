package dev.muster.report;

import dev.muster.result.ByteText;
import dev.muster.result.Failure;
import dev.muster.result.Tap;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of one device. A line is a time in UTC, who spoke ({@code <} the device, {@code >} Muster, {@code =} a note), and
 * the text; {@code \} at its end says that no line end followed.
 */
final class SessionLog implements Tap {
    private final Path file;
    private final String whom;
    private final long mostReceived;
    private final BiConsumer<Path, IOException> trouble;
    private @Nullable OutputStream out;
    private volatile boolean exists;
    private boolean broken;
    private long received;
    private long leftOut;
    private int openings;

    /**
     * @param whom the device for people
     * @param mostReceived bytes; what a device says beyond that is counted and left out
     * @param trouble told when the file cannot be written; nothing more is then
     */
    SessionLog(Path file, String whom, long mostReceived, BiConsumer<Path, IOException> trouble) {
        this.file = file;
        this.whom = whom;
        this.mostReceived = mostReceived;
        this.trouble = trouble;
    }

    boolean exists() {
        return exists;
    }

    @Override
    public void opening() {
        if (!exists && !broken) {
            create();
        } else if (out == null && !broken) {
            append();
        }
        openings++;
        note("connecting to " + whom + (openings == 1 ? "" : ", " + openings + ". time"));
    }

    private void create() {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) { // else of a run that is gone on with
                Files.createFile(file, RunFolder.onlyOwner(file, "rw-------"));
            }
            exists = true;
        } catch (IOException e) {
            fail(e);
        }
        append();
    }

    // Not a channel: an interrupt of the device's thread would close it.
    private void append() {
        try {
            out = broken ? null : new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void opened(String how) {
        note("logged in, " + how);
    }

    @Override
    public void notOpened(Failure failure) {
        note(failure.kind().label() + ": " + failure.message());
        end();
    }

    @Override
    public void received(String bytes) {
        int room = (int) Math.min(bytes.length(), Math.max(0, mostReceived - received));
        received += bytes.length();
        leftOut += bytes.length() - room;
        if (room > 0) {
            write('<', bytes.substring(0, room), "\r\n");
        }
    }

    @Override
    public void typed(String bytes) {
        tellLeftOut();
        write('>', bytes, "\n");
    }

    @Override
    public void closed(boolean byDevice) {
        note(byDevice ? "closed by the device" : "closed");
        end();
    }

    private void note(String text) {
        tellLeftOut();
        write('=', new String((text + "\n").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), "\n");
    }

    private void tellLeftOut() {
        if (leftOut > 0) {
            long bytes = leftOut;
            leftOut = 0;
            note(bytes + " bytes more were received and are not kept: this log holds " + (mostReceived >> 20)
                    + " MiB of what the device says");
        }
    }

    private void write(char who, String bytes, String end) {
        OutputStream open = out;
        if (open == null) {
            return;
        }
        String head = Moment.text(Instant.now()) + " " + who + " ";
        var lines = new StringBuilder(bytes.length() + 40);
        for (int begin = 0; begin < bytes.length(); ) {
            int feed = bytes.indexOf('\n', begin);
            int next = feed < 0 ? bytes.length() : feed + 1;
            String line = bytes.substring(begin, next);
            String ended = line.endsWith(end) ? end : line.endsWith("\n") ? "\n" : "";
            lines.append(head).append(ByteText.escaped(line.substring(0, line.length() - ended.length())));
            lines.append(ended.isEmpty() ? "\\\n" : "\n");
            begin = next;
        }
        try {
            open.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException why) {
        broken = true;
        trouble.accept(file, why);
        end();
    }

    private void end() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                trouble.accept(file, e);
            }
        }
    }
}
