package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

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
        Duplex way = reached(by, limit);
        boolean done = false;
        try {
            new ProxyDialogue(proxy, way, by).ask(target.host(), target.port());
            way.setPatience(0);
            done = true;
            return way;
        } catch (ProxyDialogue.Refused e) {
            throw failure(e.kind(), ": " + e.getMessage());
        } catch (SocketTimeoutException e) {
            throw failure(FailureKind.CONNECT_TIMEOUT, ": no way to " + target + " within " + SshWait.seconds(limit));
        } catch (IOException e) {
            Interrupts.check();
            throw failure(FailureKind.DISCONNECTED, ": no way to " + target + ": " + e.getMessage());
        } finally {
            if (!done) {
                way.close();
            }
        }
    }

    private Duplex reached(Deadline by, Duration limit) throws DeviceException, InterruptedException {
        try {
            return new StraightRoute(proxy.host(), proxy.port(), proxy, given).open(by, limit);
        } catch (DeviceException e) {
            String message = e.failure().message();
            String own = proxy.toString();
            throw failure(
                    e.failure().kind(), message.startsWith(own) ? message.substring(own.length()) : ": " + message);
        }
    }

    private DeviceException failure(FailureKind kind, String message) {
        return new DeviceException(Failure.of(kind, Stage.CONNECT, "proxy " + proxy + message));
    }
}
