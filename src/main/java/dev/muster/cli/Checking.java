package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.platform.Telnet;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Event;
import dev.muster.scope.FleetScope;
import dev.muster.scope.Permits;
import dev.muster.scope.Processes;
import dev.muster.scope.Timers;
import dev.muster.transport.Connector;
import dev.muster.transport.Ping;
import dev.muster.transport.Reach;
import dev.muster.transport.SshConnector;
import dev.muster.transport.TelnetLogin;
import dev.muster.transport.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Checks everybody by every protocol side by side; dead addresses hold nobody up but themselves. */
final class Checking {
    private static final int CONNECTIONS = 1000;
    private static final int LOGINS = 50;
    private static final int ECHOES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final List<CheckTargets.One> targets;
    private final How how;
    private final CheckText text;
    private final Event end = new Event();
    private final AtomicInteger failed = new AtomicInteger();
    private final Permits connections;
    private final Permits pings;
    private final LoginCheck logins;

    /**
     * How to check.
     *
     * @param protocols empty for each device's own
     * @param login whether to log in where the protocol has a login
     * @param onlyConnect whether a connection is enough also where there is no login
     * @param most how many at once, or null for what each protocol bears
     */
    record How(
            Set<Protocol> protocols,
            boolean login,
            boolean onlyConnect,
            @Nullable Integer most) {}

    Checking(List<CheckTargets.One> targets, How how, CheckText text) {
        this.targets = targets;
        this.how = how;
        this.text = text;
        this.connections = new Permits(Objects.requireNonNullElse(how.most(), CONNECTIONS));
        this.pings =
                new Permits(Math.min(Processes.AT_ONCE, Objects.requireNonNullElse(how.most(), Processes.AT_ONCE)));
        this.logins = new LoginCheck(new Permits(Objects.requireNonNullElse(how.most(), LOGINS)), end);
    }

    /** Checks all; the status for the process. */
    int run(Console console) throws InterruptedException, IOException {
        Signals.call(() -> {
            console.say("stopping");
            end.happen();
            connections.close();
            pings.close();
        });
        long begin = System.nanoTime();
        try (var connector = new Connector(new SshConnector(SshConnector.defaultPins()));
                var timers = new Timers();
                FleetScope fleet = FleetScope.open("check")) {
            for (CheckTargets.One one : targets) {
                for (Protocol protocol : how.protocols().isEmpty() ? Set.of(one.own()) : how.protocols()) {
                    Permits permits = protocol == Protocol.PING ? pings : connections;
                    if (!permits.acquire()) {
                        break;
                    }
                    fleet.fork(() -> check(one, protocol, permits, new LoginCheck.Tools(connector, timers)));
                }
            }
            fleet.join();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text.end(Duration.ofNanos(System.nanoTime() - begin));
        return end.hasHappened() ? 130 : failed.get() > 0 ? ExitCode.NOT_OK : ExitCode.OK;
    }

    private void check(CheckTargets.One one, Protocol protocol, Permits permits, LoginCheck.Tools tools) {
        long begin = System.nanoTime();
        Failure failure = null;
        String message;
        try {
            message = answer(one, protocol, tools);
        } catch (DeviceException e) {
            failure = e.failure();
            message = failure.message();
        } catch (InterruptedException e) {
            failure = Failure.of(FailureKind.DISCONNECTED, Stage.CONNECT, "interrupted");
            message = failure.message();
        } catch (RuntimeException e) {
            failure = Failure.of(FailureKind.INTERNAL, Stage.CONNECT, e.toString());
            message = failure.message();
        } finally {
            permits.release();
        }
        if (failure != null) {
            failed.incrementAndGet();
        }
        if (!end.hasHappened()) {
            var elapsed = Duration.ofNanos(System.nanoTime() - begin);
            text.came(new Checked(one.index(), one.name(), one.host(), protocol, failure, message, elapsed));
        }
    }

    private String answer(CheckTargets.One one, Protocol protocol, LoginCheck.Tools tools)
            throws DeviceException, InterruptedException {
        DevicePlan plan = one.plan();
        boolean own = one.own() == protocol;
        boolean conversation = protocol == Protocol.SSH || protocol == Protocol.TELNET;
        int port = own && one.port() != null ? one.port() : protocol.port();
        if (how.login() && conversation && plan != null) {
            return logins.prompt(plan, way(protocol, port, plan), tools);
        }
        if (how.login() && protocol == Protocol.NETCONF && plan != null) {
            return logins.hello(plan, netconfPort(one, port, plan), tools);
        }
        if (one.via()) {
            throw new DeviceException(
                    FailureKind.UNREACHABLE,
                    Stage.CONNECT,
                    "is behind a jump host or proxy, where only a login by SSH or telnet is tried");
        }
        return switch (protocol) {
            case SSH, TELNET, NETCONF -> connected(one, port);
            case HTTP -> own && one.port() != null ? web(one, port) : anyWeb(one);
            case PING ->
                Ping.of(one.host(), ECHOES, Ping.usualLimit(ECHOES), end).summary();
        };
    }

    private static int netconfPort(CheckTargets.One one, int port, DevicePlan plan) {
        return one.own() == Protocol.NETCONF && one.port() != null
                ? port
                : plan.netconf().port();
    }

    private static Way way(Protocol protocol, int port, DevicePlan plan) {
        Telnet telnet = plan.platform().login().telnet();
        return protocol == Protocol.TELNET
                ? new Way.Telnet(port, new TelnetLogin(telnet.user(), telnet.password(), telnet.failed()))
                : new Way.Ssh(port);
    }

    private Duration limit(CheckTargets.One one) {
        DevicePlan plan = one.plan();
        return plan == null ? CONNECT : plan.limits().connect();
    }

    private String connected(CheckTargets.One one, int port) throws DeviceException, InterruptedException {
        Reach.tcp(one.host(), port, limit(one), end);
        return "port " + port + " is open";
    }

    /** HTTPS first; what has no such port may have the other. */
    private String anyWeb(CheckTargets.One one) throws DeviceException, InterruptedException {
        try {
            return web(one, Protocol.HTTP.port());
        } catch (DeviceException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_REFUSED) {
                throw e;
            }
            return web(one, Protocol.HTTP.otherPort());
        }
    }

    private String web(CheckTargets.One one, int port) throws DeviceException, InterruptedException {
        if (how.onlyConnect()) {
            return connected(one, port);
        }
        boolean tls = port % 1000 == 443;
        try {
            return (tls ? "https " : "http ") + Reach.http(one.host(), port, tls, limit(one), end);
        } catch (DeviceException e) {
            boolean other = e.failure().kind() == FailureKind.TLS
                    || e.failure().kind() == FailureKind.HTTP_STATUS
                    || e.failure().kind() == FailureKind.DISCONNECTED;
            if (!other) {
                throw e;
            }
            return (tls ? "http " : "https ") + Reach.http(one.host(), port, !tls, limit(one), end);
        }
    }
}
