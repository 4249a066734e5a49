package dev.muster.run;

import dev.muster.scope.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limit of a device; it stands still while a step runs that has a limit of its own, such as a copy. */
final class DeviceClock implements AutoCloseable {
    private final Timers timers;
    private final Runnable late;
    private long left;
    private long since;
    private Timers.@Nullable Timer timer;

    /** @param late short, from another thread */
    DeviceClock(Timers timers, Duration limit, Runnable late) {
        this.timers = timers;
        this.late = late;
        this.left = limit.toNanos();
        start();
    }

    private void start() {
        since = System.nanoTime();
        timer = timers.after(Duration.ofNanos(Math.max(0, left)), late);
    }

    /** Work that does not count. */
    interface Untimed<T> {
        T run() throws InterruptedException;
    }

    <T> T without(Untimed<T> work) throws InterruptedException {
        close();
        left -= System.nanoTime() - since;
        try {
            return work.run();
        } finally {
            start();
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.close();
        }
    }
}
