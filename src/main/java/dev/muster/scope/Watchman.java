package dev.muster.scope;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that wakes all whose deadline has passed. He goes his round at most every two milliseconds, so that the many
 * short waits of a large fleet cost one wake-up for all of them instead of one for each.
 */
final class Watchman {
    /** No visit is planned. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(2);
    /** Times count from here, so that they can be compared without thinking of overflow. */
    private static final long START = System.nanoTime();

    private static final Watchman ONLY = new Watchman();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final PriorityQueue<Visit> visits = new PriorityQueue<>();
    private long awake = NEVER;

    /** One look at a bell; out of date when the bell's own plan says another time. */
    private record Visit(long at, Bell bell) implements Comparable<Visit> {
        @Override
        public int compareTo(Visit other) {
            return Long.compare(at, other.at);
        }
    }

    private Watchman() {
        Thread.ofPlatform().daemon().name("muster-watchman").start(this::rounds);
    }

    /** Has a bell looked at when its deadline, as {@link System#nanoTime()} counts, has passed. */
    static void watch(Bell bell, long deadline) {
        ONLY.plan(bell, deadline - START);
    }

    private void plan(Bell bell, long at) {
        lock.lock();
        try {
            // a visit that comes too early is only made again: most waits end long before their deadline
            if (bell.visit <= at) {
                return;
            }
            bell.laterVisit = bell.visit;
            bell.visit = at;
            visits.add(new Visit(at, bell));
            if (at < awake) {
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rounds() {
        lock.lock();
        try {
            while (true) {
                rest();
                round(System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        long roundEnds = System.nanoTime() - START + ROUND;
        while (true) {
            long now = System.nanoTime() - START;
            Visit next = visits.peek();
            long until = next == null ? NEVER : Math.max(next.at, roundEnds);
            if (until <= now) {
                return;
            }
            // a visit that is planned while he rests out his round is met at its end
            awake = until == NEVER ? NEVER : until;
            try {
                if (until == NEVER) {
                    earlier.await();
                } else {
                    earlier.awaitNanos(until - now);
                }
            } catch (InterruptedException e) {
                // nobody has a reason to, and everybody needs him
            }
        }
    }

    private void round(long nanoTime) {
        long now = nanoTime - START;
        for (Visit next = visits.peek(); next != null && next.at <= now; next = visits.peek()) {
            visits.poll();
            Bell bell = next.bell;
            if (bell.visit == next.at) {
                long again = bell.visited(nanoTime);
                bell.visit = bell.laterVisit;
                bell.laterVisit = NEVER;
                if (again != NEVER) {
                    plan(bell, again - START);
                }
            }
        }
    }
}
