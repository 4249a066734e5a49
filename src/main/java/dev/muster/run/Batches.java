package dev.muster.run;

import dev.muster.job.Policies.Share;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which devices start together. */
final class Batches {
    private Batches() {}

    /** The batches of a plan, in order; what {@code canary} leaves is the last, and all are one where there is none. */
    static List<List<DevicePlan>> of(Plan plan) {
        List<DevicePlan> devices = plan.devices();
        var batches = new ArrayList<List<DevicePlan>>();
        int done = 0;
        for (Share share : plan.policies().canary()) {
            int upTo = Math.min(devices.size(), Math.max(1, share.of(devices.size())));
            if (upTo > done) {
                batches.add(devices.subList(done, upTo));
                done = upTo;
            }
        }
        if (done < devices.size()) {
            batches.add(devices.subList(done, devices.size()));
        }
        return batches;
    }

    /** Devices that wait for the same places, in order: one lane is never held up by another. */
    static List<List<DevicePlan>> lanes(List<DevicePlan> batch, List<List<Part>> parts) {
        Map<List<Part>, List<DevicePlan>> lanes = new LinkedHashMap<>();
        for (DevicePlan device : batch) {
            lanes.computeIfAbsent(parts.get(device.index()), unknown -> new ArrayList<>())
                    .add(device);
        }
        return List.copyOf(lanes.values());
    }
}
