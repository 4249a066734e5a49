package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** Lets the crowd learn from how a task went. */
final class Adapted implements Task {
    private final Task task;
    private final Crowd crowd;

    Adapted(Task task, Crowd crowd) {
        this.task = task;
        this.crowd = crowd;
    }

    @Override
    public DeviceResult run(Opening opening) {
        DeviceResult result = task.run(opening);
        crowd.learn(result);
        return result;
    }
}
