package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** Lets others see what a device is doing. */
final class Watched implements Task {
    private final Task task;
    private final DeviceWatch watch;

    Watched(Task task, DeviceWatch watch) {
        this.task = task;
        this.watch = watch;
    }

    @Override
    public DeviceResult run(Opening opening) {
        watch.begins();
        try {
            return task.run(opening.with(watch.over(opening.clock())));
        } finally {
            watch.ends();
        }
    }
}
