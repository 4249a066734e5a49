package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.SideChannel;
import dev.muster.transport.Transport;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Packets of the SSH file transfer protocol, version 3 (draft-ietf-secsh-filexfer-02), on a channel. */
final class SftpWire {
    private static final int LARGEST = 1 << 20;

    private final SideChannel channel;
    private final Pace pace;
    private final ByteQueue received = new ByteQueue();
    private final byte[] length = new byte[4];
    private int next;

    SftpWire(SideChannel channel, Pace pace) {
        this.channel = channel;
        this.pace = pace;
    }

    /** An answer: its type, the number of the request, and a body that begins behind that. */
    record Reply(int type, int id, ByteBuffer body) {
        byte[] bytes() throws DeviceException {
            try {
                var bytes = new byte[Math.max(0, Math.min(body.getInt(), body.remaining()))];
                body.get(bytes);
                return bytes;
            } catch (BufferUnderflowException e) {
                throw Refusal.garbage("sftp", null);
            }
        }

        String text() throws DeviceException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        int number() throws DeviceException {
            if (body.remaining() < 4) {
                throw Refusal.garbage("sftp", null);
            }
            return body.getInt();
        }

        long large() throws DeviceException {
            if (body.remaining() < 8) {
                throw Refusal.garbage("sftp", null);
            }
            return body.getLong();
        }
    }

    /** A request with room for a body of this size; its number is in it. */
    ByteBuffer request(int type, int room) {
        return ByteBuffer.allocate(9 + room).putInt(0).put((byte) type).putInt(++next);
    }

    /** The number of the request made last. */
    int id() {
        return next;
    }

    static void put(ByteBuffer request, byte[] bytes) {
        request.putInt(bytes.length).put(bytes);
    }

    void send(ByteBuffer request) throws DeviceException, InterruptedException {
        request.putInt(0, request.position() - 4);
        var bytes = new byte[request.flip().remaining()];
        request.get(bytes);
        if (!channel.write(bytes, 0, bytes.length, pace.next())) {
            throw pace.late("the transfer");
        }
    }

    /** Whether an answer has begun to come. */
    boolean hasReply() throws InterruptedException {
        if (received.isEmpty()) {
            channel.read(received, new Deadline(System.nanoTime()));
        }
        return !received.isEmpty();
    }

    /** The next answer, of whichever request. */
    Reply receive() throws DeviceException, InterruptedException {
        fill(length);
        int size = ByteBuffer.wrap(length).getInt();
        if (size < 5 || size > LARGEST) {
            throw Refusal.garbage("sftp", new String(length, StandardCharsets.ISO_8859_1));
        }
        var packet = new byte[size];
        fill(packet);
        ByteBuffer body = ByteBuffer.wrap(packet);
        return new Reply(body.get() & 0xff, body.getInt(), body);
    }

    private void fill(byte[] bytes) throws DeviceException, InterruptedException {
        int filled = 0;
        while (filled < bytes.length) {
            filled += received.take(bytes, filled, bytes.length - filled);
            if (filled < bytes.length) {
                more();
            }
        }
    }

    private void more() throws DeviceException, InterruptedException {
        Transport.Read read = channel.read(received, pace.next());
        if (read == Transport.Read.DEADLINE) {
            throw pace.late("the transfer");
        }
        if (read == Transport.Read.END) {
            throw Refusal.cut("the transfer", pace);
        }
    }

    void close() {
        channel.close();
    }
}
