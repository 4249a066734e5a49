package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures how long each phase of a task takes, whatever the task is. Time in the queue stands apart: it says how busy the
 * run was, not how slow the device is.
 */
final class TimedTask {
    private final Task task;
    private final long queuedAt;

    /** @param queuedAt {@link System#nanoTime()} when the device began to wait for its permit */
    TimedTask(Task task, long queuedAt) {
        this.task = task;
        this.queuedAt = queuedAt;
    }

    /** Runs the task and adds its timing to the result. */
    DeviceResult run() {
        var started = Instant.now();
        long begin = System.nanoTime();
        var watch = new Watch(begin);
        DeviceResult result = task.run(watch);
        long end = System.nanoTime();
        watch.enter(Phase.CLOSE);
        watch.phases.merge(Phase.QUEUE, Duration.ofNanos(begin - queuedAt), Duration::plus);
        return result.with(new Timing(started, watch.phases, Duration.ofNanos(end - begin)));
    }

    private static final class Watch implements PhaseClock {
        private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        private Phase current = Phase.CONNECT;
        private long since;

        Watch(long since) {
            this.since = since;
        }

        @Override
        public void enter(Phase next) {
            long now = System.nanoTime();
            phases.merge(current, Duration.ofNanos(now - since), Duration::plus);
            current = next;
            since = now;
        }
    }
}
