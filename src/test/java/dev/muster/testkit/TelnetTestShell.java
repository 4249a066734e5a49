package dev.muster.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A telnet connection as it is on the wire: every byte that comes is a character from 0 to 255. */
public final class TelnetTestShell implements AutoCloseable {
    private final Socket socket = new Socket();
    private final Received received = new Received();

    public TelnetTestShell(int port) throws IOException {
        socket.connect(Loopback.at(port));
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        var chunk = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                received.add(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // The connection is broken, which is an end too.
        } finally {
            received.end();
        }
    }

    /** Sends these bytes. */
    public void sendBytes(int... bytes) throws IOException {
        var all = new ByteArrayOutputStream();
        for (int each : bytes) {
            all.write(each);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    /** Types text, a byte for each character. */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Types a line and returns what comes up to and with this text. */
    public String ask(String line, String until) throws IOException, InterruptedException {
        send(line + "\r\n");
        return until(until);
    }

    /** What comes up to and with this text; fails with what came instead. */
    public String until(String text) throws InterruptedException {
        return received.until(text);
    }

    /** What comes up to and with these bytes. */
    public String untilBytes(int... bytes) throws InterruptedException {
        var text = new StringBuilder();
        for (int each : bytes) {
            text.append((char) each);
        }
        return received.until(text.toString());
    }

    /** Whether this text comes in time. */
    public boolean comes(String text, Duration limit) throws InterruptedException {
        return received.until(text, limit) != null;
    }

    /** What came and nobody waited for. */
    public String pending() {
        return received.pending();
    }

    /** Waits for the server to close the connection; false when it does not in time. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return received.endsWithin(limit);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
