package dev.muster.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts connections and leaves each to a subclass, on a virtual thread of its own. */
public abstract class SocketServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    protected SocketServer() throws IOException {
        server.bind(Loopback.at(0), 1024);
        Thread.ofVirtual().start(this::accept);
    }

    /** What happens on a connection; it stays open afterwards unless this closes it. */
    protected abstract void serve(Socket socket) throws IOException, InterruptedException;

    /** Waits, but not beyond the closing of the server; true when it is closed. */
    protected final boolean closedWithin(long millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            for (; ; ) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    private void talk(Socket socket) {
        try {
            serve(socket);
        } catch (IOException | InterruptedException e) {
            // The client is gone or the server is closed.
        }
    }

    public final int port() {
        return server.getLocalPort();
    }

    /** How many connections it has accepted. */
    public final int accepted() {
        return sockets.size();
    }

    @Override
    public final void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
