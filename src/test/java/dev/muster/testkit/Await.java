package dev.muster.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits until something is so, by looking again and again. */
public final class Await {
    private static final long AGAIN = Duration.ofMillis(4).toNanos();

    private Await() {}

    /** Fails when it is not so in time. */
    public static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " was not so within " + limit);
            }
            LockSupport.parkNanos(AGAIN);
        }
    }

    /** The value once it has stayed the same for this long; fails when it never does in time. */
    public static <T> T settled(String what, Duration quiet, Duration limit, Callable<T> value) throws Exception {
        Object[] last = {value.call()};
        long[] since = {System.nanoTime()};
        until(what + " settled", limit, () -> {
            T now = value.call();
            if (!now.equals(last[0])) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > quiet.toNanos();
        });
        return value.call();
    }
}
