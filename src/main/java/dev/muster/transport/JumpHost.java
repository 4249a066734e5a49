package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a jump host that all devices behind it share, opened when the first of them needs it; a jump host
 * that cannot be reached is not tried again, so that a refused login stays one attempt.
 */
final class JumpHost {
    /** Longer than any hop's limits together, which end the wait in truth. */
    private static final Duration LONG = Duration.ofDays(1);

    private final SshConnector connector;
    private final Hop hop;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connecting latest;
    private boolean closed;

    /** One try to open the connection, and what came of it. */
    private static final class Connecting {
        private final SshConnection connection;
        private final Event done = new Event();
        private volatile @Nullable SshAttempt open;
        private volatile @Nullable DeviceException failed;

        Connecting(SshConnection connection) {
            this.connection = connection;
        }

        boolean isLost() {
            SshAttempt was = open;
            return was != null && !was.isOpen();
        }
    }

    JumpHost(SshConnector connector, Hop hop, Executor threads) {
        this.connector = connector;
        this.hop = hop;
        this.threads = threads;
    }

    /** Waits for the connection; the hop's own limits bound that, so that no device pays for it with its own. */
    Route to(Target target, Event given) throws DeviceException, InterruptedException {
        Connecting connecting = connecting();
        Event.awaitAny(Deadline.in(LONG), connecting.done, given);
        DeviceException failed = connecting.failed;
        if (failed != null) {
            throw failed;
        }
        SshAttempt open = connecting.open;
        if (open == null) {
            throw named(Failure.of(FailureKind.DISCONNECTED, Stage.CONNECT, "given up"));
        }
        return (by, limit) -> channel(open, target, given, by, limit);
    }

    private Connecting connecting() throws DeviceException {
        lock.lock();
        try {
            if (closed) {
                throw named(Failure.of(FailureKind.DISCONNECTED, Stage.CONNECT, "the run is over"));
            }
            Connecting known = latest;
            if (known == null || known.isLost()) {
                var fresh = new Connecting(new SshConnection(connector, hop.target()));
                latest = fresh;
                threads.execute(() -> open(fresh));
                return fresh;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** On a thread of its own: the device that came first may give up without harm to the others. */
    private void open(Connecting connecting) {
        try {
            var opening = new Transport.Opening(hop.connect(), hop.auth(), phase -> {});
            connecting.open = connecting.connection.open(opening).attempt();
        } catch (DeviceException e) {
            connecting.failed = named(e.failure());
            connecting.connection.abort();
        } catch (InterruptedException | RuntimeException e) {
            connecting.failed = named(Failure.of(FailureKind.INTERNAL, Stage.CONNECT, e.toString()));
            connecting.connection.abort();
        } finally {
            connecting.done.happen();
        }
    }

    private Duplex channel(SshAttempt open, Target target, Event given, Deadline by, Duration limit)
            throws DeviceException, InterruptedException {
        try {
            ChannelDirectTcpip channel = open.session()
                    .createDirectTcpipChannel(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(target.host(), target.port()));
            OpenFuture opened = channel.open();
            boolean used = false;
            try {
                boolean inTime = Event.awaitAny(
                        by, SshDialer.completion(opened), open.await().ended(), given);
                if (!inTime) {
                    throw named(ConnectFailure.noAnswer(target, limit).failure());
                }
                if (!opened.isOpened()) {
                    throw notForwarded(target, opened.getException());
                }
                used = true;
                return new ChannelDuplex(channel, () -> trouble(open));
            } finally {
                if (!used) {
                    // not before the jump host has answered: it would take its late answer for an error of ours
                    opened.addListener(answered -> channel.close(false));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw notForwarded(target, e);
        }
    }

    private String trouble(SshAttempt open) {
        return open.isOpen()
                ? ""
                : named("its connection ended" + (open.trouble().isEmpty() ? "" : ": " + open.trouble()));
    }

    private DeviceException notForwarded(Target target, @Nullable Throwable cause) {
        String said = cause == null ? "given up" : String.valueOf(cause.getMessage());
        if (!(cause instanceof SshChannelOpenException refused)) {
            return named(Failure.of(FailureKind.DISCONNECTED, Stage.CONNECT, "no way to " + target + ": " + said));
        }
        String text = said.toLowerCase(Locale.ROOT);
        return switch (refused.getReasonCode()) {
            case SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED ->
                named(Failure.of(
                                FailureKind.UNREACHABLE,
                                Stage.CONNECT,
                                "it does not forward to " + target + ": " + said)
                        .withHint(
                                "the jump host must permit TCP forwarding (OpenSSH: AllowTcpForwarding, PermitOpen)"));
            case SshConstants.SSH_OPEN_RESOURCE_SHORTAGE ->
                named(Failure.of(FailureKind.SESSION_LIMIT, Stage.CONNECT, "no way to " + target + ": " + said));
            default -> named(Failure.of(kind(text), Stage.CONNECT, "it cannot reach " + target + ": " + said));
        };
    }

    private static FailureKind kind(String said) {
        if (said.contains("refused")) {
            return FailureKind.CONNECTION_REFUSED;
        }
        if (said.contains("timed out") || said.contains("timeout")) {
            return FailureKind.CONNECT_TIMEOUT;
        }
        boolean name = said.contains("resolve") || said.contains("name or service") || said.contains("unknown host");
        return name ? FailureKind.DNS : FailureKind.UNREACHABLE;
    }

    private DeviceException named(Failure failure) {
        return new DeviceException(new Failure(
                failure.kind(),
                failure.stage(),
                named(failure.message()),
                failure.expected(),
                failure.lastOutput(),
                failure.hint()));
    }

    /** What is wrong with this jump host, unless it is wrong with one before it. */
    private String named(String message) {
        return message.startsWith("jump host ") ? message : "jump host " + hop.name() + ": " + message;
    }

    /** Ends the connection, and with it every way through it. */
    void close() {
        Connecting open;
        lock.lock();
        try {
            closed = true;
            open = latest;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.connection.close();
        }
    }
}
