package dev.muster.scope;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Deadlines and ticks for any number of tasks on one thread; what they run must be short and never block. */
public final class Timers implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    public Timers() {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("muster-timers").factory());
        executor.setRemoveOnCancelPolicy(true);
    }

    /** A timer that can be called off. */
    public interface Timer extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs an action once after a delay, unless the timer is closed first. */
    public Timer after(Duration delay, Runnable action) {
        var future = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Runs an action again and again until the timer is closed. */
    public Timer every(Duration period, Runnable action) {
        var future = executor.scheduleAtFixedRate(action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
