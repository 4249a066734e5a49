package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;

/** Accepts every connection and closes it without a word. */
public final class ClosesAtOnce extends SocketServer {
    public ClosesAtOnce() throws IOException {}

    @Override
    protected void serve(Socket socket) throws IOException {
        socket.close();
    }
}
