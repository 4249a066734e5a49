package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.transfer.SftpWire.Reply;
import dev.muster.transport.SideChannel;
import dev.muster.transport.SideChannels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Files by SFTP, with many requests under way at once, so that far devices are not slow. */
final class Sftp implements Carrier {
    private static final int INIT = 1;
    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int READ = 5;
    private static final int WRITE = 6;
    private static final int STAT = 17;
    private static final int EXTENDED = 200;
    private static final int STATUS = 101;
    private static final int HANDLE = 102;
    private static final int DATA = 103;
    private static final int ATTRIBUTES = 105;
    private static final int EXTENDED_REPLY = 201;

    private static final int TO_READ = 1;
    private static final int TO_WRITE_NEW = 2 | 8 | 16; // write, create, empty
    private static final int NO_SUCH_FILE = 2;
    private static final int END_OF_FILE = 1;
    private static final int SIZE_KNOWN = 1;

    /** What every server takes (section 3 of the draft asks for 34,000). */
    private static final int CHUNK = 32 << 10;

    private static final int AT_ONCE = 32;

    private final SftpWire wire;
    private final Pace pace;
    private boolean tellsSpace;

    private Sftp(SideChannel channel, Pace pace) {
        this.wire = new SftpWire(channel, pace);
        this.pace = pace;
    }

    /** Begins; null where the device has no SFTP. */
    static @Nullable Sftp open(SideChannels channels, Pace pace) throws DeviceException, InterruptedException {
        SideChannel channel = channels.open(new SideChannels.Purpose.Subsystem("sftp"));
        if (channel == null) {
            return null;
        }
        var sftp = new Sftp(channel, pace);
        try {
            return sftp.greet() ? sftp : null;
        } catch (DeviceException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Some devices grant a subsystem that they do not have, and close it then. */
    private boolean greet() throws DeviceException, InterruptedException {
        wire.send(ByteBuffer.allocate(9).putInt(5).put((byte) INIT).putInt(3));
        Reply version;
        try {
            version = wire.receive();
        } catch (DeviceException e) {
            if (e.failure().kind() != dev.muster.result.FailureKind.DISCONNECTED) {
                throw e;
            }
            wire.close();
            return false;
        }
        while (version.body().remaining() >= 8) {
            tellsSpace |= version.text().equals("statvfs@openssh.com");
            version.bytes();
        }
        return true;
    }

    @Override
    public String label() {
        return "sftp";
    }

    private Reply ask(int type, byte[]... strings) throws DeviceException, InterruptedException {
        int room = 0;
        for (byte[] string : strings) {
            room += 4 + string.length;
        }
        ByteBuffer request = wire.request(type, room);
        for (byte[] string : strings) {
            SftpWire.put(request, string);
        }
        wire.send(request);
        return wire.receive();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long size(String path) throws DeviceException, InterruptedException {
        Reply reply = ask(STAT, utf8(path));
        if (reply.type() == ATTRIBUTES) {
            return (reply.number() & SIZE_KNOWN) != 0 ? reply.large() : -1;
        }
        int status = reply.type() == STATUS ? reply.number() : -1;
        if (status == NO_SUCH_FILE || status > NO_SUCH_FILE) {
            return -1;
        }
        throw Refusal.garbage("sftp", null);
    }

    @Override
    public long free(String path) throws DeviceException, InterruptedException {
        if (!tellsSpace) {
            return -1;
        }
        int folder = path.lastIndexOf('/');
        String where = folder < 0 ? "." : folder == 0 ? "/" : path.substring(0, folder);
        Reply reply = ask(EXTENDED, utf8("statvfs@openssh.com"), utf8(where));
        if (reply.type() != EXTENDED_REPLY) {
            return -1;
        }
        reply.large(); // the preferred size of a block
        long block = reply.large();
        reply.large(); // how many there are
        reply.large(); // how many are free for root
        return block * reply.large();
    }

    @Override
    public void put(Source source, String path) throws DeviceException, InterruptedException {
        byte[] handle = open(path, TO_WRITE_NEW);
        var chunk = new byte[CHUNK];
        var sizes = new ArrayDeque<Integer>();
        long offset = 0;
        for (int n = source.read(chunk, 0, CHUNK); n > 0; n = source.read(chunk, 0, CHUNK)) {
            ByteBuffer request = wire.request(WRITE, 16 + handle.length + n);
            SftpWire.put(request, handle);
            request.putLong(offset).putInt(n).put(chunk, 0, n);
            wire.send(request);
            sizes.add(n);
            offset += n;
            while (sizes.size() >= AT_ONCE || (!sizes.isEmpty() && wire.hasReply())) {
                written(sizes, path);
            }
        }
        while (!sizes.isEmpty()) {
            written(sizes, path);
        }
        accepted(ask(CLOSE, handle), path);
    }

    private void written(ArrayDeque<Integer> sizes, String path) throws DeviceException, InterruptedException {
        accepted(wire.receive(), path);
        pace.moved(sizes.remove());
    }

    private byte[] open(String path, int flags) throws DeviceException, InterruptedException {
        byte[] name = utf8(path);
        ByteBuffer request = wire.request(OPEN, 12 + name.length);
        SftpWire.put(request, name);
        wire.send(request.putInt(flags).putInt(0));
        Reply reply = wire.receive();
        if (reply.type() != HANDLE) {
            throw refused(reply, path);
        }
        return reply.bytes();
    }

    private static void accepted(Reply reply, String path) throws DeviceException {
        if (reply.type() != STATUS || reply.number() != 0) {
            reply.body().position(5);
            throw refused(reply, path);
        }
    }

    private static DeviceException refused(Reply reply, String path) throws DeviceException {
        if (reply.type() != STATUS) {
            return Refusal.garbage("sftp", null);
        }
        int code = reply.number();
        String said = reply.body().remaining() < 4 ? "" : reply.text();
        String meaning = switch (code) {
            case NO_SUCH_FILE -> "No such file";
            case 3 -> "Permission denied";
            default -> "status " + code;
        };
        boolean bare = said.isBlank() || said.strip().equalsIgnoreCase("failure");
        String usual =
                code == 4 ? "failure without a reason; a full disk, a folder in its place or no rights" : meaning;
        return Refusal.of("sftp", path, bare ? usual : said);
    }

    @Override
    public void get(String path, Sink sink) throws DeviceException, InterruptedException {
        byte[] handle = open(path, TO_READ);
        if (!sink.begin(pacedSize(path))) {
            ask(CLOSE, handle);
            return;
        }
        new SftpReading(wire, handle, pace, path).run(sink);
        ask(CLOSE, handle);
    }

    private long pacedSize(String path) throws DeviceException, InterruptedException {
        long size = size(path);
        pace.begin(size);
        return size;
    }

    /** Asks for a piece of an open file. */
    static int askFor(SftpWire wire, byte[] handle, long offset, int length)
            throws DeviceException, InterruptedException {
        ByteBuffer request = wire.request(READ, 16 + handle.length);
        SftpWire.put(request, handle);
        wire.send(request.putLong(offset).putInt(length));
        return wire.id();
    }

    /** The bytes of an answer to {@link #askFor}; null at the end of the file. */
    static byte @Nullable [] piece(Reply reply, String path) throws DeviceException {
        if (reply.type() == DATA) {
            return reply.bytes();
        }
        if (reply.type() == STATUS && reply.number() == END_OF_FILE) {
            return null;
        }
        reply.body().position(5);
        throw refused(reply, path);
    }

    static int chunk() {
        return CHUNK;
    }

    static int atOnce() {
        return AT_ONCE;
    }

    @Override
    public void close() {
        wire.close();
    }
}
