package dev.muster.run;

import dev.muster.job.Policies.Retry;
import dev.muster.plan.DevicePlan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.scope.Permits;
import dev.muster.scope.Timers;
import dev.muster.transport.Transport.Opening;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a run share, and the order of the wrappers around each.
 *
 * @param permits places in the run
 * @param parts the parts of the network that each device belongs to, by its index
 * @param ended told of every device that has ended
 */
record Chain(
        Sessions sessions,
        Retry retry,
        Stop stop,
        Permits permits,
        List<List<Part>> parts,
        Crowd crowd,
        LoginBreaker breaker,
        EventQueue events,
        Live live,
        Timers timers,
        Audit audit,
        Consumer<DeviceResult> ended) {

    /** A device whose turn has come. */
    record Turn(DevicePlan device, Task task) {

        void run() {
            var unused = task.run(
                    new Opening(device.limits().connect(), device.limits().auth(), phase -> {}));
        }
    }

    /** From the device outwards. */
    private Task task(DevicePlan device, Place place, long queuedAt) {
        var watch = new DeviceWatch(device, events, live);
        Task task = new DeviceTask(device, sessions, stop, timers, watch);
        task = new Paced(task, parts.get(device.index()));
        task = new Guarded(task, breaker);
        task = new Announced(task, device, events);
        task = new Watched(task, watch);
        task = new Timed(task, queuedAt);
        task = new Adapted(task, crowd);
        task = new Retried(task, device, retry, place, this);
        task = new Checked(task, device, audit);
        task = new Recorded(task, ended);
        return new Admitted(task, place);
    }

    /**
     * Waits until a device may start, before it has a thread; null when it never will, and has ended.
     *
     * @param queuedAt {@link System#nanoTime()} when it began to wait
     */
    @Nullable
    Turn turn(DevicePlan device, long queuedAt) throws InterruptedException {
        var place = new Place(parts.get(device.index()), permits, stop);
        if (stop.reason() == null) {
            Failure hopeless = breaker.refusal(device);
            if (hopeless != null) {
                ended.accept(audit.checked(device, NotRun.of(device, new Outcome.Failed(hopeless), 0)));
                return null;
            }
        }
        if (place.take()) {
            return new Turn(device, task(device, place, queuedAt));
        }
        turnAway(device);
        return null;
    }

    /** Ends a device that never got its turn. */
    void turnAway(DevicePlan device) {
        ended.accept(audit.checked(device, NotRun.neverStarted(device, stop)));
    }
}
