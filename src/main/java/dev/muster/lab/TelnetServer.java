package dev.muster.lab;

import dev.muster.lab.LabServer.Desk;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** A telnet port of one device: each connection logs in by prompts, then talks as a shell over SSH does. */
final class TelnetServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Station station;
    private final Counters counters;
    private final ExecutorService threads;
    private final Desk desk;
    private final Set<TelnetLink> links = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket socket;

    TelnetServer(Station station, Counters counters, ExecutorService threads, Desk desk) throws IOException {
        this.station = station;
        this.counters = counters;
        this.threads = threads;
        this.desk = desk;
        socket = listen(0);
    }

    private ServerSocket listen(int port) throws IOException {
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(LabServer.here(port), BACKLOG);
        threads.execute(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            for (; ; ) {
                Socket connection = listening.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // The port is closed: the lab ends, or the device starts again.
        }
    }

    private void serve(Socket connection) {
        var link = new TelnetLink(connection);
        links.add(link);
        counters.sessionOpened();
        try {
            if (!station.device().has(LabFault.MUTE)) {
                threads.execute(() -> greet(link));
            }
            link.pump();
        } finally {
            links.remove(link);
            counters.sessionClosed();
        }
    }

    private void greet(TelnetLink link) {
        try {
            link.offer();
            var terminal = new Terminal(link.wire(), station.simulation().manner());
            if (new TelnetLogin(station, counters).admits(terminal)) {
                desk.shell(station, terminal);
            } else {
                terminal.end(0);
            }
        } catch (HungUp e) {
            // The client is gone before it was logged in.
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Stops listening and breaks the connections. */
    void unplug() throws IOException {
        socket.close();
        links.forEach(TelnetLink::cut);
    }

    /** Listens on the same port again. */
    void plug() throws IOException {
        socket = listen(socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        unplug();
    }
}
