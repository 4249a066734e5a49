package dev.muster.plan;

import dev.muster.audit.Check;
import dev.muster.job.Policies;
import dev.muster.job.RunOptions.OnError;
import dev.muster.job.RunOptions.Order;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * @param checks what is expected of the devices
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
        List<Check> checks,
        List<DevicePlan> devices) {

    /** The same plan, beginning with the devices that are known to take longest, and before them those not known. */
    public Plan longestFirst(Map<String, Duration> known) {
        if (known.isEmpty()) {
            return this;
        }
        var unknown = Duration.ofDays(365);
        return with(devices.stream()
                .sorted(Comparator.comparing((DevicePlan device) -> known.getOrDefault(device.name(), unknown))
                        .reversed())
                .toList());
    }

    /** The same plan for devices that are reached in another way, or come in another order. */
    public Plan with(List<DevicePlan> others) {
        return with(others, rates);
    }

    /** The same plan with so many devices at once. */
    public Plan atOnce(int workers) {
        return new Plan(
                job,
                source,
                workers,
                order,
                onError,
                runLimit,
                memoryLimit,
                outputLimit,
                reports,
                policies,
                rates,
                inventories,
                checks,
                devices);
    }

    /** The same plan for devices that have other indices, and rates that go by these. */
    public Plan with(List<DevicePlan> moved, List<PlannedRate> spared) {
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
                spared,
                inventories,
                checks,
                moved);
    }
}
