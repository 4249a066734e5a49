package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first of several ways that leads to the device. The next one is tried only when nothing was reached that could be
 * logged in to: never after a refused login or an untrusted host key.
 */
final class FallbackTransport implements Transport {
    private static final Set<FailureKind> NOT_REACHED = EnumSet.of(
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.CONNECTION_REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.KEY_EXCHANGE,
            FailureKind.DISCONNECTED);

    private final List<Attempt> attempts;
    private final Consumer<String> notice;
    private volatile Transport current;
    private volatile boolean aborted;

    /** A way and the transport that goes it. */
    record Attempt(Way way, Transport transport) {}

    /**
     * @param attempts at least one, in the order in which they are made
     * @param notice told when a way other than the first was used, and why
     */
    FallbackTransport(List<Attempt> attempts, Consumer<String> notice) {
        this.attempts = List.copyOf(attempts);
        this.notice = notice;
        this.current = attempts.getFirst().transport();
    }

    /** Knows whether a login was begun. */
    private static final class Watch implements PhaseClock {
        private final PhaseClock clock;
        private boolean loginBegan;

        Watch(PhaseClock clock) {
            this.clock = clock;
        }

        @Override
        public void enter(Phase phase) {
            loginBegan |= phase == Phase.AUTH;
            clock.enter(phase);
        }
    }

    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        var failed = new ArrayList<String>();
        for (int i = 0; ; i++) {
            Attempt attempt = attempts.get(i);
            var watch = new Watch(opening.clock());
            try {
                current = attempt.transport();
                if (aborted) {
                    current.abort();
                }
                current.open(opening.with(watch));
                break;
            } catch (DeviceException e) {
                boolean last = aborted || i == attempts.size() - 1 || !leavesNextWay(attempt.way(), e.failure(), watch);
                if (last) {
                    throw failed.isEmpty() ? e : new DeviceException(whole(attempt.way(), e.failure(), failed));
                }
                failed.add(attempt.way().label() + ": " + e.failure());
                attempt.transport().close();
            }
        }
        if (!failed.isEmpty()) {
            notice.accept("reached by " + attempts.get(failed.size()).way().label() + ", not by "
                    + String.join(", not by ", failed));
        }
    }

    /** Whether the failure has left every secret at home and every doubt about who the device is aside. */
    private static boolean leavesNextWay(Way way, Failure failure, Watch watch) {
        boolean before = switch (way) {
            case Way.Ssh ssh -> !watch.loginBegan;
            case Way.Netconf netconf -> !watch.loginBegan;
            case Way.Telnet telnet -> failure.stage() == Stage.CONNECT;
        };
        return before && NOT_REACHED.contains(failure.kind());
    }

    private static Failure whole(Way way, Failure last, List<String> earlier) {
        return new Failure(
                last.kind(),
                last.stage(),
                "by " + way.label() + ": " + last.message() + " (before that, by " + String.join(", by ", earlier)
                        + ")",
                last.expected(),
                last.lastOutput(),
                last.hint());
    }

    @Override
    public Peer peer() {
        return current.peer();
    }

    @Override
    public boolean alive() {
        return current.alive();
    }

    @Override
    public Read read(ByteQueue into, Deadline deadline) throws InterruptedException {
        return current.read(into, deadline);
    }

    @Override
    public String trouble() {
        return current.trouble();
    }

    @Override
    public void awaitEnd(Deadline deadline) {
        current.awaitEnd(deadline);
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        current.write(bytes);
    }

    @Override
    public @Nullable SideChannels sideChannels() {
        return current.sideChannels();
    }

    @Override
    public void abort() {
        aborted = true;
        current.abort();
    }

    @Override
    public void close() {
        current.close();
    }
}
