package dev.muster.scope;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the one thread that waits for it. A ring that nobody waits for is kept for who waits next.
 *
 * <p>A wait sets no timer of its own: all deadlines are watched by {@link Watchman}, since thousands of devices wait for a
 * moment after each of their commands.
 */
public final class Bell implements Runnable {
    private volatile boolean rung;
    private volatile @Nullable Thread waiter;
    /** When the waiter wants to be woken at the latest; meaningful only while there is one. */
    private volatile long deadline;
    /** When the watchman looks here next; {@link Watchman#NEVER} where he has no such plan. Guarded by the watchman. */
    long visit = Watchman.NEVER;
    /** An earlier plan to look here, later than that one, which still holds. Guarded by the watchman. */
    long laterVisit = Watchman.NEVER;

    /** Wakes the waiter, from any thread. */
    public void ring() {
        rung = true;
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Rings. */
    @Override
    public void run() {
        ring();
    }

    /** Waits for a ring; false when the deadline comes first. */
    public boolean await(Deadline by) throws InterruptedException {
        if (!rung && by.left() > 0) {
            deadline = by.nanos();
            waiter = Thread.currentThread();
            try {
                Watchman.watch(this, by.nanos());
                while (!rung && by.left() > 0 && !Thread.currentThread().isInterrupted()) {
                    LockSupport.park(this);
                }
            } finally {
                waiter = null;
            }
        }
        if (!rung) {
            Interrupts.check();
            return false;
        }
        rung = false;
        return true;
    }

    /** Wakes the waiter when its time has come; when it wants to be visited again, or {@link Watchman#NEVER}. */
    long visited(long now) {
        Thread waiting = waiter;
        if (waiting == null) {
            return Watchman.NEVER;
        }
        long at = deadline;
        if (at - now > 0) {
            return at;
        }
        LockSupport.unpark(waiting);
        return Watchman.NEVER;
    }
}
