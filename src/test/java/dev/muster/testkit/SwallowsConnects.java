package dev.muster.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on which a connect neither succeeds nor fails, as at an address behind which nobody lives. It never accepts,
 * and its queue of connections to accept is filled by the server itself; Linux drops the first packet of every further
 * connect, whose client repeats it after 1, 3, 7 ... seconds and hears nothing. Any number of clients may hang on it.
 */
public final class SwallowsConnects implements AutoCloseable {
    private static final int MOST_QUEUED = 64;

    private final ServerSocket server = new ServerSocket();
    private final List<Socket> queued = new ArrayList<>();

    public SwallowsConnects() throws IOException {
        server.bind(Loopback.at(0), 1);
        while (queues()) {
            if (queued.size() > MOST_QUEUED) {
                throw new IllegalStateException("this system queues more connections than were asked for");
            }
        }
    }

    private boolean queues() throws IOException {
        var socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), port()), 150);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        server.close();
    }
}
