package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** Adds to a result what the job's checks find in it, once the device will not be tried again. */
final class Checked implements Task {
    private final Task task;
    private final DevicePlan device;
    private final Audit audit;

    Checked(Task task, DevicePlan device, Audit audit) {
        this.task = task;
        this.device = device;
        this.audit = audit;
    }

    @Override
    public DeviceResult run(Opening opening) {
        return audit.checked(device, task.run(opening));
    }
}
