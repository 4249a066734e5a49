package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.result.Timing;
import java.time.Instant;
import java.util.List;

/** Results of devices on which no step was run. */
final class NotRun {
    private NotRun() {}

    /** The device had not started when the run was stopped: a rule of the job skips it, anything else cancels it. */
    static DeviceResult neverStarted(DevicePlan device, Stop stop) {
        Stop.Reason reason = stop.reason();
        String why = "never started: " + (reason == null ? "the run was stopped" : reason.text());
        boolean byPolicy = reason != null && reason.cause() == Stop.Cause.POLICY;
        return of(device, byPolicy ? new Outcome.Skipped(why) : new Outcome.Cancelled(why), 0);
    }

    static DeviceResult of(DevicePlan device, Outcome outcome, int attempts) {
        return new DeviceResult(
                device.index(),
                device.name(),
                device.host(),
                device.platform().id(),
                device.site(),
                "",
                "",
                "",
                outcome,
                attempts,
                Timing.none(Instant.now()),
                List.of());
    }

    /** A bug met by one device, such as a pattern that overflows the stack on its output, must not end the others. */
    static Outcome bug(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        return new Outcome.Failed(Failure.of(FailureKind.INTERNAL, Stage.STEP, thrown + where));
    }
}
