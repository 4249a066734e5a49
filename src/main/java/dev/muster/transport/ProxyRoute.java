package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The way to a target through a proxy. */
final class ProxyRoute implements Route {
    private final Proxy proxy;
    private final Target target;
    private final Event given;

    /** @param given happens when nobody wants the way any more */
    ProxyRoute(Proxy proxy, Target target, Event given) {
        this.proxy = proxy;
        this.target = target;
        this.given = given;
    }

    @Override
    public Duplex open(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        InetAddress[] addresses;
        try {
            addresses = HostAddresses.of(proxy.host(), by, limit, given);
        } catch (DeviceException e) {
            throw failure(e.failure().kind(), e.failure().message());
        }
        var socket = new Socket();
        given.then(() -> close(socket));
        boolean done = false;
        try {
            socket.connect(new InetSocketAddress(addresses[0], proxy.port()), millis(by));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis(by));
            ProxyDialogue.of(proxy, socket, by).ask(target.host(), target.port());
            socket.setSoTimeout(0);
            done = true;
            return new Duplex(socket.getInputStream(), socket.getOutputStream(), () -> close(socket));
        } catch (ProxyDialogue.Refused e) {
            throw failure(e.kind(), String.valueOf(e.getMessage()));
        } catch (SocketTimeoutException e) {
            throw failure(FailureKind.CONNECT_TIMEOUT, "no way to " + target + " within " + SshWait.seconds(limit));
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            boolean refused = e instanceof ConnectException
                    && String.valueOf(e.getMessage()).contains("refused");
            throw failure(
                    refused ? FailureKind.CONNECTION_REFUSED : FailureKind.UNREACHABLE, String.valueOf(e.getMessage()));
        } finally {
            if (!done) {
                close(socket);
            }
        }
    }

    private static int millis(Deadline by) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(by.left());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private DeviceException failure(FailureKind kind, String message) {
        return new DeviceException(Failure.of(kind, Stage.CONNECT, "proxy " + proxy + ": " + message));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // there is nothing to lose
        }
    }
}
