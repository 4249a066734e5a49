package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.inventory.Sourced;
import dev.muster.result.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a run treats failures and the network.
 *
 * @param maxFailures how many devices may fail before no more are started, or null for any number
 * @param canary how many devices the first batches go up to, all batches before included
 * @param adaptive whether fewer devices run at once while connecting makes trouble
 */
public record Policies(
        Retry retry, @Nullable Share maxFailures, List<Share> canary, List<Rate> rates, boolean adaptive) {
    /** One attempt, no limit but {@code max_workers}. */
    public static final Policies NONE = new Policies(Retry.NEVER, null, List.of(), List.of(), true);

    /**
     * When a device is tried again.
     *
     * @param attempts how often it is tried, the first time included
     * @param kinds the failures after which it is tried again
     * @param pause how long it waits after the first attempt; twice as long after each further one
     */
    public record Retry(int attempts, Set<FailureKind> kinds, Duration pause) {
        /** Every device once. */
        public static final Retry NEVER = new Retry(1, Set.of(), Duration.ZERO);
    }

    /** A number of devices, or a share of them. */
    public record Share(int amount, boolean percent) {

        /** How many of so many devices that are, rounded down. */
        public int of(int devices) {
            return percent ? (int) ((long) devices * amount / 100) : amount;
        }

        @Override
        public String toString() {
            return amount + (percent ? "%" : "");
        }
    }

    /**
     * What a part of the network is spared.
     *
     * @param loginsPerSecond how many logins begin in any second, or null for any number
     * @param per what tells the parts apart, or null for the whole run
     * @param maxWorkers how many devices of a part are worked on at once, or null for any number
     */
    public record Rate(
            @Nullable Double loginsPerSecond,
            @Nullable Sourced<Expression> per,
            @Nullable Integer maxWorkers) {}
}
