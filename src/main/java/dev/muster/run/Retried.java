package dev.muster.run;

import dev.muster.job.Policies.Retry;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import dev.muster.scope.Deadline;
import dev.muster.scope.Interrupts;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Runs a task again after failures that may pass by themselves; while it waits, another device has its place. */
final class Retried implements Task {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Task task;
    private final DevicePlan device;
    private final Retry retry;
    private final Place place;
    private final Stop stop;
    private final EventQueue events;

    Retried(Task task, DevicePlan device, Retry retry, Place place, Chain chain) {
        this.task = task;
        this.device = device;
        this.retry = retry;
        this.place = place;
        this.stop = chain.stop();
        this.events = chain.events();
    }

    @Override
    public DeviceResult run(Opening opening) {
        DeviceResult result = task.run(opening);
        for (int made = 1; made < retry.attempts() && isPassing(result); made++) {
            StepResult change = change(result);
            if (change != null) {
                return result.withHint("not tried again, for `" + change.name() + "` had begun and may have changed the"
                        + " device: look at the device first");
            }
            if (!comesAgain(result, made)) {
                break;
            }
            result = task.run(opening).with(made + 1);
        }
        return result;
    }

    private boolean isPassing(DeviceResult result) {
        Failure failure = result.decisive().failure();
        // a busy HTTP server is asked again by the session, request by request
        return failure != null
                && failure.kind() != FailureKind.HTTP_STATUS
                && retry.kinds().contains(failure.kind())
                && stop.reason() == null;
    }

    /** The step that may have changed the device, or null. */
    private @Nullable StepResult change(DeviceResult result) {
        var changing = device.steps().stream()
                .filter(PlannedStep::changes)
                .map(PlannedStep::name)
                .toList();
        return result.steps().stream()
                .filter(step -> step.started() != null && changing.contains(step.name()))
                .findFirst()
                .orElse(null);
    }

    /** Waits for the next attempt; false when the run is stopped first. */
    private boolean comesAgain(DeviceResult result, int made) {
        Failure failure = result.decisive().failure();
        Duration pause = pause(retry.pause(), made, ThreadLocalRandom.current().nextDouble());
        if (failure != null) {
            events.put(new RunEvent.DeviceRetried(device.index(), device.name(), made, failure, pause));
        }
        place.leave();
        try {
            return !stop.noMore().await(Deadline.in(pause)) && place.take();
        } catch (InterruptedException e) {
            Interrupts.restore();
            return false;
        }
    }

    /**
     * Twice as long after each attempt, up to a minute, and a quarter more or less so that devices which failed together do
     * not come back together.
     *
     * @param chance from 0 to 1
     */
    static Duration pause(Duration first, int made, double chance) {
        Duration longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
        Duration doubled = first.multipliedBy(1L << Math.min(made - 1, 20));
        Duration usual = doubled.compareTo(longest) > 0 ? longest : doubled;
        return usual.multipliedBy(Math.round(750 + 500 * chance)).dividedBy(1000);
    }
}
