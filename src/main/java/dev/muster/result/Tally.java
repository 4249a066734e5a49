package dev.muster.result;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sum of a run.
 *
 * @param byStatus devices per status, every status present
 * @param byFailure devices per failure kind, only kinds that happened, in alphabetical order
 * @param stopped why the run ended early, empty when it did not
 */
public record Tally(
        int devices,
        Map<Status, Integer> byStatus,
        Map<String, Integer> byFailure,
        int commands,
        Duration elapsed,
        String stopped) {

    /** Devices with this status. */
    public int count(Status status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** The same sum of a run that ended early after all. */
    public Tally stopped(String why) {
        return new Tally(devices, byStatus, byFailure, commands, elapsed, why);
    }

    /** Adds up results as they come; used from one thread. */
    public static final class Counter {
        private final Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
        private final Map<String, Integer> byFailure = new TreeMap<>();
        private int devices;
        private int commands;

        public Counter() {
            for (Status status : Status.values()) {
                byStatus.put(status, 0);
            }
        }

        /** Counts one device. */
        public void add(DeviceResult result) {
            devices++;
            byStatus.merge(result.status(), 1, Integer::sum);
            Failure failure = result.decisive().failure();
            if (failure != null) {
                byFailure.merge(failure.kind().label(), 1, Integer::sum);
            }
            commands += (int) result.steps().stream()
                    .filter(step -> step.started() != null)
                    .count();
        }

        /** Devices with this kind of failure. */
        public int failures(FailureKind kind) {
            return byFailure.getOrDefault(kind.label(), 0);
        }

        /** The sum so far. */
        public Tally tally(Duration elapsed, String stopped) {
            return new Tally(devices, new EnumMap<>(byStatus), new TreeMap<>(byFailure), commands, elapsed, stopped);
        }
    }
}
