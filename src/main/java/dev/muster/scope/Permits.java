package dev.muster.scope;

import java.util.concurrent.Semaphore;

/** How many tasks may work at once; can be closed so that whoever waits for a permit is told that none will come. */
public final class Permits {
    private final Semaphore semaphore;
    private volatile boolean closed;

    /** @param count how many tasks at once, at least 1 */
    public Permits(int count) {
        semaphore = new Semaphore(count);
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

    /** No more work may start; a waiting {@link #acquire()} returns at once. */
    public void close() {
        closed = true;
        semaphore.release();
    }
}
