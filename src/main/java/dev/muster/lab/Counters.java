package dev.muster.lab;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link LabStats}. */
final class Counters {
    final LongAdder logins = new LongAdder();
    final LongAdder authFailures = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder logouts = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong sessionsPeak = new AtomicLong();
    private final AtomicLong shells = new AtomicLong();
    private final AtomicLong shellsPeak = new AtomicLong();

    void sessionOpened() {
        connections.increment();
        sessionsPeak.accumulateAndGet(sessions.incrementAndGet(), Math::max);
    }

    void sessionClosed() {
        sessions.decrementAndGet();
    }

    void shellOpened() {
        shellsPeak.accumulateAndGet(shells.incrementAndGet(), Math::max);
    }

    void shellClosed() {
        shells.decrementAndGet();
    }

    LabStats snapshot() {
        return new LabStats(
                connections.sum(),
                sessions.get(),
                sessionsPeak.get(),
                logins.sum(),
                authFailures.sum(),
                shells.get(),
                shellsPeak.get(),
                commands.sum(),
                logouts.sum());
    }
}
