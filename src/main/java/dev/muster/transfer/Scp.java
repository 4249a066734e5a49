package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.SideChannel;
import dev.muster.transport.SideChannels;

/**
 * Files by the protocol of {@code scp} without {@code -r} and {@code -p}: a header {@code C0644 size name}, the bytes, a
 * zero; each part is acknowledged by a zero, or answered with 1 or 2 and a line of text. What a device calls a file means
 * nothing here.
 */
final class Scp implements Carrier {
    private static final int CHUNK = 32 << 10;

    private final SideChannels channels;
    private final Pace pace;

    Scp(SideChannels channels, Pace pace) {
        this.channels = channels;
        this.pace = pace;
    }

    @Override
    public String label() {
        return "scp";
    }

    /** The header tells it, and nothing more is asked for. */
    @Override
    public long size(String path) throws DeviceException, InterruptedException {
        var header = new HeaderOnly();
        try {
            get(path, header);
        } catch (DeviceException e) {
            if (e.failure().kind() != FailureKind.REFUSED_COMMAND) {
                throw e;
            }
        }
        return header.size;
    }

    private static final class HeaderOnly implements Sink {
        private long size = -1;

        @Override
        public boolean begin(long bytes) {
            size = bytes;
            return false;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // nothing is asked for
        }
    }

    /** Only where a shell would take something else for it: devices without a shell take quotes as they are. */
    static String quoted(String path) {
        String plain = path.startsWith("-") ? "./" + path : path;
        return plain.matches("[\\w@%+=:,./-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }

    private ScpWire open(String option, String path) throws DeviceException, InterruptedException {
        SideChannel channel = channels.open(new SideChannels.Purpose.Command("scp " + option + " " + quoted(path)));
        if (channel == null) {
            throw new DeviceException(
                    Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, "the device runs no `scp` for this account")
                            .withHint("switch file transfer by SSH on there"));
        }
        return new ScpWire(channel, pace, path);
    }

    @Override
    public void put(Source source, String path) throws DeviceException, InterruptedException {
        ScpWire wire = open("-t", path);
        try {
            wire.acknowledged();
            wire.send("C0644 " + source.size() + " " + name(path) + "\n");
            wire.acknowledged();
            var chunk = new byte[CHUNK];
            long left = source.size();
            while (left > 0) {
                int n = source.read(chunk, 0, (int) Math.min(CHUNK, left));
                if (n == 0) {
                    throw LocalTrouble.of(
                            "the local file became shorter while it was sent", "leave the file alone during a run");
                }
                wire.send(chunk, n);
                wire.checkForErrors();
                pace.moved(n);
                left -= n;
            }
            wire.send("\0");
            wire.acknowledged();
        } finally {
            wire.close();
        }
    }

    private static String name(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        return name.isEmpty() ? "file" : name;
    }

    @Override
    public void get(String path, Sink sink) throws DeviceException, InterruptedException {
        ScpWire wire = open("-f", path);
        try {
            wire.send("\0");
            long size = header(wire, path);
            pace.begin(size);
            if (!sink.begin(size)) {
                return;
            }
            wire.send("\0");
            var chunk = new byte[CHUNK];
            for (long left = size; left > 0; ) {
                int n = wire.some(chunk, (int) Math.min(CHUNK, left));
                sink.write(chunk, 0, n);
                pace.moved(n);
                left -= n;
            }
            wire.acknowledged();
            wire.farewell();
        } finally {
            wire.close();
        }
    }

    private static long header(ScpWire wire, String path) throws DeviceException, InterruptedException {
        String line = wire.line();
        while (line.startsWith("T")) {
            wire.send("\0");
            line = wire.line();
        }
        String[] parts = line.split(" ", 3);
        if (line.startsWith("D")) {
            throw Refusal.of("scp", path, "it is a folder");
        }
        if (parts.length < 3 || !parts[0].startsWith("C") || !parts[1].matches("\\d{1,18}")) {
            throw Refusal.garbage("scp", line);
        }
        return Long.parseLong(parts[1]);
    }

    @Override
    public void close() {
        // every file has a channel of its own
    }
}
