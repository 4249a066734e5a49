package dev.muster.result;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * When a device started and how long each phase took.
 *
 * @param started when its permit was taken
 * @param total from the permit to the closed connection, without the queue
 */
public record Timing(Instant started, Map<Phase, Duration> phases, Duration total) {

    public Timing {
        phases = phases.isEmpty() ? Map.of() : new EnumMap<>(phases);
    }

    /** No time at all, for a device that never started. */
    public static Timing none(Instant when) {
        return new Timing(when, Map.of(), Duration.ZERO);
    }

    /** Milliseconds of one phase, 0 when it was never entered. */
    public long millis(Phase phase) {
        return phases.getOrDefault(phase, Duration.ZERO).toMillis();
    }
}
