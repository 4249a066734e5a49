package dev.muster.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A TCP connection, straight or through a proxy. */
final class SocketDuplex implements Duplex {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** @param socket connected */
    SocketDuplex(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** The socket itself, for TLS over it. */
    Socket socket() {
        return socket;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void setPatience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        close(socket);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }
}
