package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.SideChannel;
import dev.muster.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Acknowledgements, errors and bytes of one file by scp. */
final class ScpWire {
    private static final int LONGEST_LINE = 4096;

    private final SideChannel channel;
    private final Pace pace;
    private final String path;
    private final ByteQueue received = new ByteQueue();

    ScpWire(SideChannel channel, Pace pace, String path) {
        this.channel = channel;
        this.pace = pace;
        this.path = path;
    }

    void send(String text) throws DeviceException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    void send(byte[] bytes, int length) throws DeviceException, InterruptedException {
        try {
            if (!channel.write(bytes, 0, length, pace.next())) {
                throw pace.late("the transfer");
            }
        } catch (DeviceException e) {
            checkForErrors(); // the reason may have come before the end
            throw e;
        }
    }

    /** The last acknowledgement, for which not every device waits. */
    void farewell() throws InterruptedException {
        try {
            channel.write(new byte[1], 0, 1, pace.next());
        } catch (DeviceException e) {
            // the device has closed the channel, and the file is whole
        }
    }

    /** Waits for a zero. */
    void acknowledged() throws DeviceException, InterruptedException {
        int answer = next();
        if (answer != 0) {
            throw notAcknowledged(answer);
        }
    }

    /** Looks whether the device has said that something is wrong, without waiting. */
    void checkForErrors() throws DeviceException, InterruptedException {
        if (received.isEmpty()) {
            channel.read(received, new Deadline(System.nanoTime()));
        }
        int answer = received.next();
        if (answer > 0) {
            throw notAcknowledged(answer);
        }
    }

    private DeviceException notAcknowledged(int answer) throws DeviceException, InterruptedException {
        String text = rest();
        boolean error = answer == 1 || answer == 2;
        return error ? Refusal.of("scp", path, text) : Refusal.garbage("scp", (char) answer + text);
    }

    /** What stands up to the end of the line, or comes until the channel ends. */
    private String rest() throws InterruptedException {
        var text = new ByteArrayOutputStream();
        Deadline by = pace.next();
        while (text.size() < LONGEST_LINE) {
            int next = received.next();
            if (next == '\n') {
                break;
            }
            if (next >= 0) {
                text.write(next);
            } else if (channel.read(received, by) != Transport.Read.BYTES) {
                break;
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A line of the protocol; one that begins with 1 or 2 is an error. */
    String line() throws DeviceException, InterruptedException {
        int first = next();
        if (first == 1 || first == 2) {
            throw notAcknowledged(first);
        }
        return (char) first + rest();
    }

    /** As many bytes as are there, at least one. */
    int some(byte[] into, int most) throws DeviceException, InterruptedException {
        if (received.isEmpty()) {
            more();
        }
        return received.take(into, 0, most);
    }

    private int next() throws DeviceException, InterruptedException {
        int next = received.next();
        while (next < 0) {
            more();
            next = received.next();
        }
        return next;
    }

    private void more() throws DeviceException, InterruptedException {
        Transport.Read read = channel.read(received, pace.next());
        if (read == Transport.Read.DEADLINE) {
            throw pace.late("the transfer");
        }
        if (read == Transport.Read.END) {
            String said = channel.errors().strip();
            throw said.isEmpty() ? Refusal.cut("scp", pace) : Refusal.of("scp", path, said);
        }
    }

    void close() {
        channel.close();
    }
}
