package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.transport.Transport.Opening;
import java.time.Instant;

/** Tells observers that a device is about to be contacted. */
final class Announced implements Task {
    private final Task task;
    private final DevicePlan device;
    private final EventQueue events;

    Announced(Task task, DevicePlan device, EventQueue events) {
        this.task = task;
        this.device = device;
        this.events = events;
    }

    @Override
    public DeviceResult run(Opening opening) {
        events.put(new RunEvent.DeviceStarted(device.index(), device.name(), Instant.now()));
        opening.clock().enter(Phase.CONNECT);
        return task.run(opening);
    }
}
