package dev.muster.job;

import dev.muster.inventory.Settings;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a job wants to run; null where it says nothing.
 *
 * @param maxWorkers how many devices at a time
 * @param runLimit how long the whole run may take
 * @param limits what holds for devices whose inventory says nothing
 * @param memoryLimit bytes of one output that are kept in memory
 * @param outputLimit bytes of one output that are accepted
 */
public record RunOptions(
        @Nullable Integer maxWorkers,
        @Nullable Order order,
        @Nullable OnError onError,
        @Nullable Duration runLimit,
        Settings limits,
        @Nullable Long memoryLimit,
        @Nullable Long outputLimit,
        Policies policies) {
    /** Nothing said. */
    public static final RunOptions NONE =
            new RunOptions(null, null, null, null, Settings.NONE, null, null, Policies.NONE);

    /** The order of rows. */
    public enum Order {
        COMPLETED,
        INVENTORY;

        /** The name in files and options. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a failed device means for the others. */
    public enum OnError {
        CONTINUE,
        STOP;

        /** The name in files and options. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
