package dev.muster.plan;

import dev.muster.job.Policies;
import dev.muster.job.RunOptions.OnError;
import dev.muster.job.RunOptions.Order;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do, fully resolved.
 *
 * @param job the job's name
 * @param source the job or inventory file as the user named it
 * @param runLimit how long the whole run may take, or null for as long as it needs
 * @param memoryLimit outputs above this many bytes go to a file as they arrive
 * @param outputLimit outputs above this many bytes fail
 * @param reports names of the reports to write
 * @param policies how failures are treated
 * @param rates what parts of the network are spared
 * @param inventories the inventory files, as they can be named in {@code failed.yaml}
 */
public record Plan(
        String job,
        String source,
        int maxWorkers,
        Order order,
        OnError onError,
        @Nullable Duration runLimit,
        long memoryLimit,
        long outputLimit,
        List<String> reports,
        Policies policies,
        List<PlannedRate> rates,
        List<String> inventories,
        List<DevicePlan> devices) {

    /** The same plan for devices that are reached in another way, or come in another order. */
    public Plan with(List<DevicePlan> others) {
        return new Plan(
                job,
                source,
                maxWorkers,
                order,
                onError,
                runLimit,
                memoryLimit,
                outputLimit,
                reports,
                policies,
                rates,
                inventories,
                others);
    }
}
