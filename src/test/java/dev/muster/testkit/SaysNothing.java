package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;

/** Accepts every connection and never says a word. */
public final class SaysNothing extends SocketServer {
    public SaysNothing() throws IOException {}

    @Override
    protected void serve(Socket socket) {
        // Nothing is what it says.
    }
}
