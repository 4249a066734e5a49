package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** Gives a task's place back when it has ended, one way or another. */
final class Admitted implements Task {
    private final Task task;
    private final Place place;

    /** @param place taken before the task runs, so that devices which wait cost no thread */
    Admitted(Task task, Place place) {
        this.task = task;
        this.place = place;
    }

    @Override
    public DeviceResult run(Opening opening) {
        try {
            return task.run(opening);
        } finally {
            place.leave();
        }
    }
}
