package dev.muster.transport;

import dev.muster.scope.Interrupts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.channel.ChannelPipedInputStream;

/** A connection that a jump host makes for us (RFC 4254, 7.2). */
final class ChannelDuplex implements Duplex {
    private final ChannelDirectTcpip channel;
    private final Supplier<String> trouble;
    private final ChannelPipedInputStream received;
    private final InputStream in;

    /**
     * @param channel open
     * @param trouble what is wrong with the jump host
     */
    ChannelDuplex(ChannelDirectTcpip channel, Supplier<String> trouble) {
        this.channel = channel;
        this.trouble = trouble;
        this.received = (ChannelPipedInputStream) channel.getInvertedOut();
        this.in = new Patient(received);
    }

    /** Waits and is interrupted as a socket's stream is. */
    private static final class Patient extends FilterInputStream {
        Patient(ChannelPipedInputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (SocketException e) { // MINA's word for a wait that was too long
                throw new SocketTimeoutException();
            } catch (InterruptedIOException e) {
                Interrupts.restore();
                throw e;
            }
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return channel.getInvertedIn();
    }

    @Override
    public void setPatience(int millis) {
        received.setTimeout(millis);
    }

    @Override
    public void finish() throws IOException {
        channel.getInvertedIn().close();
    }

    @Override
    public String trouble() {
        return trouble.get();
    }

    @Override
    public void close() {
        closeReceived();
        channel.close(false); // tells the jump host, which then closes its connection to the target
    }

    private void closeReceived() {
        try {
            received.close();
        } catch (IOException e) {
            // who waits for bytes is told anyway
        }
    }
}
