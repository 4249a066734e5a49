package dev.muster.testkit;

import java.io.IOException;
import java.net.Socket;

/** A port that refuses connections. It is bound without listening, so that nobody else can take it meanwhile. */
public final class RefusesConnections implements AutoCloseable {
    private final Socket socket = new Socket();

    public RefusesConnections() throws IOException {
        socket.bind(Loopback.at(0));
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
