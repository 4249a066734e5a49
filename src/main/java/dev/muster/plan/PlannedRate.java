package dev.muster.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What parts of the network are spared.
 *
 * @param per what tells the parts apart, as the job has it; empty for the whole run
 * @param loginsPerSecond how many logins begin in any second in one part, or null for any number
 * @param maxWorkers how many devices of one part are worked on at once, or null for any number
 * @param parts the parts that each device belongs to, by {@link DevicePlan#index()}
 */
public record PlannedRate(
        String per,
        @Nullable Double loginsPerSecond,
        @Nullable Integer maxWorkers,
        List<List<String>> parts) {}
