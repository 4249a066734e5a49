package dev.muster.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;

/** A shell on a server: send text, wait for text. */
public final class SshTestShell implements AutoCloseable {
    private final ClientSession session;
    private final ChannelShell channel;
    private final Received received = new Received();

    SshTestShell(ClientSession session, ChannelShell channel) {
        this.session = session;
        this.channel = channel;
        channel.setOut(new Sink());
        channel.addCloseFutureListener(future -> received.end());
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            received.add(new String(bytes, start, length, StandardCharsets.UTF_8));
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
        return received.until(text);
    }

    /** Whether this text comes in time. */
    public boolean comes(String text, Duration limit) throws InterruptedException {
        return received.until(text, limit) != null;
    }

    /** What came and nobody waited for. */
    public String pending() {
        return received.pending();
    }

    /** Waits for the server to end the shell; false when it does not in time. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return received.endsWithin(limit);
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
