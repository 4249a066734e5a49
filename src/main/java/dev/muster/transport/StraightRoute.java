package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A TCP connection to the first address of a host that answers. */
final class StraightRoute implements Route {
    private final String host;
    private final int port;
    private final Object where;
    private final Event given;

    /**
     * @param where what messages call it
     * @param given happens when nobody wants the connection any more
     */
    StraightRoute(String host, int port, Object where, Event given) {
        this.host = host;
        this.port = port;
        this.where = where;
        this.given = given;
    }

    @Override
    public Duplex open(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        InetAddress[] addresses = HostAddresses.of(host, by, limit, given);
        DeviceException last = ConnectFailure.givenUp(where);
        for (int i = 0; i < addresses.length && !given.hasHappened(); i++) {
            Deadline attemptBy = new Deadline(System.nanoTime() + Math.max(0, by.left()) / (addresses.length - i));
            try {
                return connect(new InetSocketAddress(addresses[i], port), attemptBy);
            } catch (SocketTimeoutException e) {
                last = ConnectFailure.noAnswer(where, limit);
            } catch (IOException e) {
                Interrupts.check();
                last = ConnectFailure.of(where, e);
            }
        }
        throw last;
    }

    private Duplex connect(InetSocketAddress address, Deadline by) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        given.then(() -> SocketDuplex.close(socket));
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            // a data mark of telnet comes as urgent data, which would else be taken out of the middle of a command
            socket.setOOBInline(true);
            socket.connect(address, by.millis());
            return new SocketDuplex(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
