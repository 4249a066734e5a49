package dev.muster.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;

/** A shell on a server: send text, wait for text. */
public final class SshTestShell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ClientSession session;
    private final ChannelShell channel;
    private final StringBuilder received = new StringBuilder();
    private boolean ended;

    SshTestShell(ClientSession session, ChannelShell channel) {
        this.session = session;
        this.channel = channel;
        channel.setOut(new Sink());
        channel.addCloseFutureListener(future -> end());
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            synchronized (received) {
                received.append(new String(bytes, start, length, StandardCharsets.UTF_8));
                received.notifyAll();
            }
        }
    }

    private void end() {
        synchronized (received) {
            ended = true;
            received.notifyAll();
        }
    }

    /** Types text as it is. */
    public void send(String text) throws IOException {
        channel.getInvertedIn().write(text.getBytes(StandardCharsets.UTF_8));
        channel.getInvertedIn().flush();
    }

    /** Types a line and returns what comes up to and with this text. */
    public String ask(String line, String until) throws IOException, InterruptedException {
        send(line + "\r");
        return until(until);
    }

    /** What comes up to and with this text; fails with what came instead. */
    public String until(String text) throws InterruptedException {
        String found = until(text, PATIENCE);
        if (found == null) {
            throw new AssertionError("`" + text + "` did not come; what came: `" + pending() + "`");
        }
        return found;
    }

    /** Whether this text comes in time. */
    public boolean comes(String text, Duration limit) throws InterruptedException {
        return until(text, limit) != null;
    }

    private @org.jspecify.annotations.Nullable String until(String text, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (received) {
            int from = 0;
            for (; ; ) {
                int at = received.indexOf(text, from);
                if (at >= 0) {
                    String found = received.substring(0, at + text.length());
                    received.delete(0, at + text.length());
                    return found;
                }
                from = Math.max(0, received.length() - text.length());
                long left = deadline - System.nanoTime();
                if (left <= 0 || ended) {
                    return null;
                }
                received.wait(Math.max(1, left / 1_000_000));
            }
        }
    }

    /** What came and nobody waited for. */
    public String pending() {
        synchronized (received) {
            return received.toString();
        }
    }

    /** Waits for the server to end the shell; false when it does not in time. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (received) {
            for (long left = limit.toNanos(); !ended && left > 0; left = deadline - System.nanoTime()) {
                received.wait(Math.max(1, left / 1_000_000));
            }
            return ended;
        }
    }

    /** Whether the whole connection, not only the shell, is gone in time. */
    public boolean disconnectsWithin(Duration limit) {
        return !session.waitFor(java.util.EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), limit)
                .contains(ClientSession.ClientSessionEvent.TIMEOUT);
    }

    @Override
    public void close() {
        session.close(true);
    }
}
