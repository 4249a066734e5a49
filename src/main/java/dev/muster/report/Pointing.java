package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import java.io.IOException;

/** Tells a listener with every failure where the session of its device was logged. */
public record Pointing(SessionLogs logs, RunListener listener) implements RunListener {

    @Override
    public void on(RunEvent event) throws IOException {
        listener.on(
                event instanceof RunEvent.DeviceEnded ended
                        ? new RunEvent.DeviceEnded(pointed(ended.result()))
                        : event);
    }

    private DeviceResult pointed(DeviceResult result) {
        String file = logs.file(result.device());
        if (file == null) {
            return result;
        }
        var steps = result.steps().stream()
                .map(step -> step.outcome() instanceof Outcome.Failed ? pointed(step, file) : step)
                .toList();
        return result.with(pointed(result.outcome(), file), steps);
    }

    private static StepResult pointed(StepResult step, String file) {
        return step.with(pointed(step.outcome(), file));
    }

    private static Outcome pointed(Outcome outcome, String file) {
        return outcome instanceof Outcome.Failed failed
                ? new Outcome.Failed(
                        failed.failure().withMessage(failed.failure().message() + " (see " + file + ")"))
                : outcome;
    }
}
