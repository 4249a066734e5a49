package dev.muster.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a server has sent so far, for a test that waits for parts of it. */
final class Received {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    synchronized void add(String more) {
        text.append(more);
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What comes up to and with this text; fails with what came instead. */
    String until(String wanted) throws InterruptedException {
        String found = until(wanted, PATIENCE);
        if (found == null) {
            throw new AssertionError("`" + wanted + "` did not come; what came: `" + pending() + "`");
        }
        return found;
    }

    /** What comes up to and with this text; null when it does not come in time. */
    synchronized @Nullable String until(String wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        int from = 0;
        for (; ; ) {
            int at = text.indexOf(wanted, from);
            if (at >= 0) {
                String found = text.substring(0, at + wanted.length());
                text.delete(0, at + wanted.length());
                return found;
            }
            from = Math.max(0, text.length() - wanted.length());
            long left = deadline - System.nanoTime();
            if (left <= 0 || ended) {
                return null;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** What came and nobody waited for. */
    synchronized String pending() {
        return text.toString();
    }

    /** Waits for the server to end; false when it does not in time. */
    synchronized boolean endsWithin(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); !ended && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
        return ended;
    }
}
