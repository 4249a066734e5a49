package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;
import java.util.function.Consumer;

/** Hands the result on, while the task's place is still held: the next device starts only after it has counted. */
final class Recorded implements Task {
    private final Task task;
    private final Consumer<DeviceResult> record;

    Recorded(Task task, Consumer<DeviceResult> record) {
        this.task = task;
        this.record = record;
    }

    @Override
    public DeviceResult run(Opening opening) {
        DeviceResult result = task.run(opening);
        record.accept(result);
        return result;
    }
}
