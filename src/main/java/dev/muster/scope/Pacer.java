package dev.muster.scope;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets no more than so many through in any second, evenly spaced, so that there is never a burst, not even after a pause. The
 * spacing is 5 % wider than it need be: what passes here may be delayed a little, by threads and by the network, before
 * anybody counts it.
 */
public final class Pacer {
    private static final double SECOND = 1.05e9;

    private final ReentrantLock lock = new ReentrantLock();
    private final long spacing;
    private long next = System.nanoTime();

    /** @param perSecond how many in a second, above 0 */
    public Pacer(double perSecond) {
        spacing = (long) (SECOND / perSecond);
    }

    /** Passes if it may be done now. */
    public boolean tryPass() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (next - now > 0) {
                return false;
            }
            next = now + spacing;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** When the next may pass, as far as is known now. */
    public Deadline next() {
        lock.lock();
        try {
            return new Deadline(next);
        } finally {
            lock.unlock();
        }
    }

    /** Passes when its turn has come, in the order of calls; false when given up first. */
    public boolean pass(Event givenUp) throws InterruptedException {
        Deadline turn;
        lock.lock();
        try {
            long now = System.nanoTime();
            turn = new Deadline(next - now > 0 ? next : now);
            next = turn.nanos() + spacing;
        } finally {
            lock.unlock();
        }
        return turn.left() <= 0 || !givenUp.await(turn);
    }
}
