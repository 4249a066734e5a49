package dev.muster.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/** A telnet connection (RFC 854, 855) as a {@link Wire}: negotiates, escapes what goes out, unescapes what comes in. */
final class TelnetLink implements Wire.Carrier {
    private final Wire wire = new Wire(this);
    private final Socket socket;
    private final ReentrantLock writing = new ReentrantLock();
    private final TelnetOptions options = new TelnetOptions();

    TelnetLink(Socket socket) {
        this.socket = socket;
    }

    Wire wire() {
        return wire;
    }

    /** Says what the device wants and does; a client that does not know telnet may ignore it. */
    void offer() {
        write(TelnetOptions.OPENING);
    }

    /** Hands over what the client types until the connection ends. */
    void pump() {
        var chunk = new byte[4096];
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                take(chunk, length);
            }
        } catch (IOException e) {
            // The connection is broken, from whichever side.
        } finally {
            wire.close();
        }
    }

    private void take(byte[] chunk, int length) {
        var typed = new ByteArrayOutputStream(length);
        var answers = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            int data = options.take(chunk[i] & 0xff, answers);
            if (data >= 0) {
                typed.write(data);
            }
        }
        if (answers.size() > 0) {
            write(answers.toByteArray());
        }
        wire.window(options.window());
        wire.received(typed.toByteArray(), 0, typed.size());
    }

    private void write(byte[] bytes) {
        writing.lock();
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            wire.close();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void send(byte[] bytes, Runnable sent) {
        var escaped = new ByteArrayOutputStream(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            escaped.write(bytes[i]);
            if ((bytes[i] & 0xff) == TelnetOptions.IAC) {
                escaped.write(TelnetOptions.IAC);
            } else if (bytes[i] == '\r' && !options.binary() && !lineFeedAt(bytes, i + 1)) {
                escaped.write(0);
            }
        }
        write(escaped.toByteArray());
        sent.run();
    }

    private static boolean lineFeedAt(byte[] bytes, int index) {
        return index < bytes.length && bytes[index] == '\n';
    }

    @Override
    public void end(int status) {
        try {
            // A close with unread input would be a reset, which takes the last words with it; pump() reads on.
            socket.shutdownOutput();
        } catch (IOException e) {
            wire.close();
        }
    }

    @Override
    public void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            wire.close();
        }
    }
}
