package dev.muster.scope;

import java.time.Duration;

/**
 * A moment on the monotonic clock, so that steps of the wall clock do not move it.
 *
 * @param nanos {@link System#nanoTime()} at that moment
 */
public record Deadline(long nanos) {

    /** The moment this long from now. */
    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Nanoseconds left; 0 or less when it has passed. */
    public long left() {
        return nanos - System.nanoTime();
    }

    /** Milliseconds left, rounded up, at least 1: to a socket 0 means for ever. */
    public int millis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (left() + 999_999) / 1_000_000));
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
