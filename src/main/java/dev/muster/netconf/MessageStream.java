package dev.muster.netconf;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Interrupts;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.SideChannel;
import dev.muster.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The bytes of one message after the other, as they come from the device; each ends as a file does. */
final class MessageStream extends InputStream {
    /** No name, text or attribute that a reader must hold whole is longer. */
    private static final int LONGEST_PIECE = 8 << 20;

    private static final int RECENT = 1500;
    private static final int PACKET = 32 << 10;

    private final SideChannel channel;
    private final ByteQueue arrived = new ByteQueue();
    private final byte[] recent = new byte[RECENT];
    private Unframer framing = new EndMarker();
    private Deadline deadline = Deadline.in(Duration.ZERO);
    private String late = "";
    private boolean begun;
    private boolean ended;
    private int piece;
    private long received;

    MessageStream(SideChannel channel) {
        this.channel = channel;
    }

    /** From the next message on there are chunks. */
    void useChunks() {
        framing = new Chunks();
    }

    /**
     * Begins with the next message.
     *
     * @param lateMessage what is to be said when it has not ended by the deadline
     */
    void next(Deadline by, String lateMessage) {
        deadline = by;
        late = lateMessage;
        begun = false;
        ended = false;
        piece = 0;
        received = 0;
    }

    /** Whether the device has ended the channel, as a restart does; looks without waiting. */
    boolean isOver() {
        try {
            return channel.read(arrived, Deadline.in(Duration.ZERO)) == Transport.Read.END;
        } catch (InterruptedException e) {
            Interrupts.restore();
            return false;
        }
    }

    /** What was read so far has been dealt with. */
    void digested() {
        piece = 0;
    }

    /** Reads to the end of the message. */
    void finish() throws IOException {
        var dropped = new byte[8192];
        while (read(dropped, 0, dropped.length) >= 0) {
            piece = 0;
        }
    }

    /** The last that was received of this message. */
    String recent() {
        int length = (int) Math.min(received, RECENT);
        var last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = recent[(int) ((received - length + i) % RECENT)];
        }
        return new String(last, StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("messages are read in pieces");
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
        while (!ended) {
            int taken = framing.take(arrived, to, offset, most);
            if (taken == Unframer.END) {
                ended = true;
            } else if (taken == 0) {
                await();
            } else {
                int kept = begun ? taken : withoutBlanks(to, offset, taken);
                if (kept > 0) {
                    count(to, offset, kept);
                    return kept;
                }
            }
        }
        return -1;
    }

    private void count(byte[] bytes, int offset, int length) throws Broken {
        remember(bytes, offset, length);
        piece += length;
        if (piece > LONGEST_PIECE) {
            throw Broken.protocol(
                    "the device sent a name, attribute or comment of more than " + (LONGEST_PIECE >> 20) + " MiB");
        }
    }

    private void remember(byte[] bytes, int offset, int length) {
        for (int i = Math.max(0, length - RECENT); i < length; i++) {
            recent[(int) ((received + i) % RECENT)] = bytes[offset + i];
        }
        received += length;
    }

    /** Some devices begin a message with a line feed, before which XML allows no declaration. */
    private int withoutBlanks(byte[] bytes, int offset, int length) {
        int blank = 0;
        while (blank < length && bytes[offset + blank] <= ' ' && bytes[offset + blank] >= 0) {
            blank++;
        }
        begun = blank < length;
        System.arraycopy(bytes, offset + blank, bytes, offset, length - blank);
        return length - blank;
    }

    private void await() throws IOException {
        if (deadline.left() <= 0) { // also of a device that never stops talking
            throw tooLate();
        }
        try {
            switch (channel.read(arrived, deadline)) {
                case BYTES -> {}
                case DEADLINE -> throw tooLate();
                case END -> throw gone();
            }
        } catch (InterruptedException e) {
            Interrupts.restore();
            throw new Interrupted();
        }
    }

    private Broken tooLate() {
        return new Broken(Failure.of(FailureKind.COMMAND_TIMEOUT, Stage.STEP, late)
                .withEvidence("the rest of the reply", recent()));
    }

    private Broken gone() {
        String errors = channel.errors().strip();
        String where = received == 0 ? "before it answered" : "in the middle of an answer";
        return new Broken(Failure.of(
                        FailureKind.DISCONNECTED,
                        Stage.STEP,
                        "the device ended the NETCONF session " + where + (errors.isEmpty() ? "" : ": " + errors))
                .withEvidence(null, recent()));
    }

    /** Sends a message, in as few packets as can be. */
    void send(String text, Deadline by) throws DeviceException, InterruptedException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean chunks = framing instanceof Chunks;
        byte[] head = ascii(chunks ? "\n#" + body.length + "\n" : "");
        byte[] tail = ascii(chunks ? "\n##\n" : "]]>]]>");
        byte[] whole = Arrays.copyOf(head, head.length + body.length + tail.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        System.arraycopy(tail, 0, whole, head.length + body.length, tail.length);
        for (int from = 0; from < whole.length; from += PACKET) {
            int length = Math.min(PACKET, whole.length - from);
            if (!channel.write(whole, from, length, by)) {
                throw new DeviceException(FailureKind.COMMAND_TIMEOUT, Stage.STEP, "the device took no more input");
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Somebody interrupted the wait. */
    static final class Interrupted extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
