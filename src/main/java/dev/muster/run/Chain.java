package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceResult;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.transport.Transport.Opening;
import java.util.function.Consumer;

/**
 * What the tasks of a run share, and the order of the wrappers around each.
 *
 * @param ended told of every device that has ended
 */
record Chain(
        Sessions sessions, Stop stop, Permits permits, EventQueue events, Timers timers, Consumer<DeviceResult> ended) {

    /** A device that waits for its turn. */
    record Turn(DevicePlan device, Place place, Task task) {

        /** Works on the device; its place has been taken. */
        void run() {
            var unused = task.run(
                    new Opening(device.limits().connect(), device.limits().auth(), phase -> {}));
        }
    }

    /** @param queuedAt {@link System#nanoTime()} when the device began to wait */
    Turn turn(DevicePlan device, long queuedAt) {
        var place = new Place(permits);
        Task task = new DeviceTask(device, sessions, stop, timers);
        task = new Announced(task, device, events);
        task = new Timed(task, queuedAt);
        task = new Recorded(task, ended);
        task = new Admitted(task, place);
        return new Turn(device, place, task);
    }

    /** Ends a device that never got its turn. */
    void turnAway(DevicePlan device) {
        ended.accept(NotRun.neverStarted(device, stop));
    }
}
