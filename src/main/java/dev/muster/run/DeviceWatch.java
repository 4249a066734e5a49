package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.PhaseClock;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import java.time.Instant;

/** Makes what one device does known: what may change it is kept before the first line is sent. */
final class DeviceWatch implements StepWatch {
    private final DevicePlan device;
    private final EventQueue events;
    private final Live live;

    DeviceWatch(DevicePlan device, EventQueue events, Live live) {
        this.device = device;
        this.events = events;
        this.live = live;
    }

    void begins() {
        live.begins(device.index(), device.name());
    }

    void ends() {
        live.ends(device.index());
    }

    /** The same clock, with an eye on the phase. */
    PhaseClock over(PhaseClock clock) {
        return phase -> {
            clock.enter(phase);
            live.enters(device.index(), phase);
        };
    }

    @Override
    public boolean begins(PlannedStep step, String command) throws InterruptedException {
        live.sends(device.index(), step.name(), command);
        if (!isTold(step)) {
            return true;
        }
        var event = new RunEvent.StepBegan(
                device.index(), device.name(), step.name(), command, step.changes(), Instant.now());
        if (step.changes()) {
            return events.keep(event);
        }
        events.put(event);
        return true;
    }

    /** A fleet that only reads has many steps, and each event costs a wake-up. */
    private boolean isTold(PlannedStep step) {
        return step.changes() || events.isFollowed();
    }

    @Override
    public void ends(PlannedStep step, StepResult result) {
        live.sends(device.index(), "", "");
        if (!isTold(step)) {
            return;
        }
        events.put(new RunEvent.StepEnded(
                device.index(),
                device.name(),
                result.name(),
                result.command(),
                step.changes(),
                result.status(),
                result.elapsed()));
    }
}
