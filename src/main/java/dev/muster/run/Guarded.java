package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** Lets the breaker have a say in every login of a task. */
final class Guarded implements Task {
    private final Task task;
    private final LoginBreaker breaker;

    Guarded(Task task, LoginBreaker breaker) {
        this.task = task;
        this.breaker = breaker;
    }

    @Override
    public DeviceResult run(Opening opening) {
        return task.run(opening.with(breaker));
    }
}
