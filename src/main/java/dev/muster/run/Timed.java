package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Timing;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long each phase of a task takes, whatever the task is. Time in the queue stands apart: it says how busy the
 * run was, not how slow the device is.
 */
final class Timed implements Task {
    private final Task task;
    private long queuedAt;

    /** @param queuedAt {@link System#nanoTime()} when the device began to wait for its turn */
    Timed(Task task, long queuedAt) {
        this.task = task;
        this.queuedAt = queuedAt;
    }

    @Override
    public DeviceResult run(Opening opening) {
        var watch = new Watch(opening.clock(), queuedAt);
        DeviceResult result = task.run(opening.with(watch));
        watch.enter(Phase.QUEUE);
        queuedAt = watch.since;
        return result.with(watch.timing());
    }

    private static final class Watch implements PhaseClock {
        private final PhaseClock outer;
        private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        private @Nullable Instant started;
        private Phase current = Phase.QUEUE;
        private long since;

        Watch(PhaseClock outer, long since) {
            this.outer = outer;
            this.since = since;
        }

        @Override
        public void enter(Phase next) {
            long now = System.nanoTime();
            phases.merge(current, Duration.ofNanos(now - since), Duration::plus);
            current = next;
            since = now;
            if (started == null && next != Phase.QUEUE) {
                started = Instant.now();
            }
            outer.enter(next);
        }

        Timing timing() {
            if (started == null) {
                return Timing.none(Instant.now());
            }
            Duration total = phases.entrySet().stream()
                    .filter(phase -> phase.getKey() != Phase.QUEUE)
                    .map(Map.Entry::getValue)
                    .reduce(Duration.ZERO, Duration::plus);
            return new Timing(started, phases, total);
        }
    }
}
