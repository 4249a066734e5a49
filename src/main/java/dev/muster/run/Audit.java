package dev.muster.run;

import dev.muster.audit.Check;
import dev.muster.audit.DeviceAudit;
import dev.muster.audit.EarlierRuns;
import dev.muster.audit.FleetAudit;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.scope.Interrupts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of a run: on each device when it has ended, on its own thread, and across all of them at the end. */
public final class Audit {
    private final List<Check> checks;
    private final Map<String, Map<String, @Nullable Object>> names = new HashMap<>();
    private final FleetAudit fleet;
    private final DeviceAudit.Surroundings around;

    /**
     * @param whole the plan of the whole run, of which only a part may be run now
     * @param folder the run's
     */
    public Audit(Plan whole, Path folder, EarlierRuns earlier) {
        this.checks = whole.checks();
        this.fleet = new FleetAudit(checks);
        this.around = new DeviceAudit.Surroundings(folder, earlier, Interrupts::yieldToOthers);
        if (!checks.isEmpty()) {
            whole.devices().forEach(device -> names.put(device.name(), device.names()));
        }
    }

    /** Whether it compares devices with each other. */
    public boolean comparesDevices() {
        return !fleet.isEmpty();
    }

    /** Takes the result of a device that has been checked before, in place of an earlier one. */
    public void remember(DeviceResult result) {
        Map<String, @Nullable Object> known = names.get(result.device());
        if (known != null) {
            fleet.add(known, result, around);
        }
    }

    /** The result with what the checks found. */
    DeviceResult checked(DevicePlan device, DeviceResult result) {
        if (checks.isEmpty()) {
            return result;
        }
        fleet.add(device.names(), result, around);
        return result.checked(new DeviceAudit(device.names(), result, around).results(checks));
    }

    /** What checks across devices find; empty when there are none. */
    public List<CheckResult> fleet() {
        return fleet.results();
    }
}
