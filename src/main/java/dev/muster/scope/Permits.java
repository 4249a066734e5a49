package dev.muster.scope;

import java.util.concurrent.Semaphore;

/**
 * How many tasks may work at once, in the order in which they ask; can be closed so that whoever waits for a permit is told
 * that none will come.
 */
public final class Permits {
    private static final int ALL = 1_000_000;

    private final Adjustable semaphore;
    private volatile boolean closed;

    /** A fair semaphore whose permits can be taken away while they are in use. */
    private static final class Adjustable extends Semaphore {
        private static final long serialVersionUID = 1;

        Adjustable(int permits) {
            super(permits, true);
        }

        void reduce(int by) {
            reducePermits(by);
        }
    }

    /** @param count how many tasks at once, at least 1 */
    public Permits(int count) {
        semaphore = new Adjustable(count);
    }

    /** Waits for a permit; false when no more work may start. */
    public boolean acquire() throws InterruptedException {
        semaphore.acquire();
        if (closed) {
            semaphore.release();
            return false;
        }
        return true;
    }

    /** Gives a permit back. */
    public void release() {
        semaphore.release();
    }

    /** So many more at once, or fewer when negative; those that work are not disturbed. */
    public void change(int by) {
        if (by < 0) {
            semaphore.reduce(-by);
        } else {
            semaphore.release(by);
        }
    }

    /** No more work may start; a waiting {@link #acquire()} returns at once. */
    public void close() {
        closed = true;
        semaphore.release(ALL);
    }
}
