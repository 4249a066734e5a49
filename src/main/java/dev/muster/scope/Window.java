package dev.muster.scope;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets no more than so many through in any second, as the other side counts them: that sees each somewhere between its pass
 * and its answer. So whoever passes waits until a second after the answer to the one that passed so many before; an answer
 * that takes longer than a second is not waited for.
 */
public final class Window {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Ticket> recent = new ArrayDeque<>();
    private final int room;
    private final long period;
    private int waiting;

    /** @param perSecond how many in a second, above 0 */
    public Window(double perSecond) {
        room = Math.max(1, (int) perSecond);
        period = (long) (1e9 * Math.max(1, room / perSecond));
    }

    /** One that passed, until its answer has come. */
    public static final class Ticket {
        private final Event passed = new Event();
        private final Event answered = new Event();
        private volatile long passedAt;
        private volatile long answeredAt;

        private void pass() {
            passedAt = System.nanoTime();
            passed.happen();
        }

        /** The other side has answered, or never will. */
        public void answered() {
            answeredAt = System.nanoTime();
            answered.happen();
        }

        private boolean awaitEnd(long period, Event givenUp) throws InterruptedException {
            Event.awaitAny(Deadline.in(FOREVER), passed, givenUp);
            Deadline late = new Deadline(passedAt + LONGEST_ANSWER.toNanos());
            if (!givenUp.hasHappened()) {
                Event.awaitAny(late, answered, givenUp);
            }
            long end = answered.hasHappened() ? answeredAt : late.nanos();
            return !givenUp.await(new Deadline(end + period));
        }
    }

    /** Whether as many wait as may pass in a second: it makes no sense to send more. */
    public boolean isCrowded() {
        lock.lock();
        try {
            return waiting >= room;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for its turn, in the order of calls; when given up first, it passes at once. */
    public Ticket pass(Event givenUp) throws InterruptedException {
        var ticket = new Ticket();
        Ticket before;
        lock.lock();
        try {
            recent.addLast(ticket);
            before = recent.size() > room ? recent.removeFirst() : null;
            waiting++;
        } finally {
            lock.unlock();
        }
        boolean passes = false;
        try {
            passes = before == null || before.awaitEnd(period, givenUp);
        } finally {
            left(ticket, passes);
        }
        return ticket;
    }

    private void left(Ticket ticket, boolean passes) {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
        ticket.pass();
        if (!passes) {
            ticket.answered();
        }
    }
}
