package dev.muster.run;

import dev.muster.expression.ExpressionException;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.DeviceException;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.result.Stage;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.result.Timing;
import dev.muster.scope.Timers;
import dev.muster.session.CliSession;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the steps of one device in order, over one session. */
final class DeviceTask implements Task {
    private final DevicePlan device;
    private final CliSession session;
    private final Stop stop;
    private final Timers timers;
    private final StepWatch watch;
    private final List<StepResult> results = new ArrayList<>();
    private final Map<String, @Nullable Object> stepsSoFar = new LinkedHashMap<>();
    private Outcome early = Outcome.ok();
    private boolean refused;

    /** One command or dialogue with the device. */
    private interface Exchange {
        StepResult run() throws InterruptedException;
    }

    DeviceTask(DevicePlan device, CliSession session, Stop stop, Timers timers, StepWatch watch) {
        this.device = device;
        this.session = session;
        this.stop = stop;
        this.timers = timers;
        this.watch = watch;
    }

    @Override
    public DeviceResult run(PhaseClock clock) {
        Outcome outcome;
        Duration limit = device.limits().device();
        try (Timers.Timer deadline = timers.after(limit, () -> session.abort(tooLong(limit)));
                Stop.Watch end = stop.watch(session::abort)) {
            outcome = converse(clock);
        }
        cancelRest(outcome);
        return result(outcome);
    }

    private static Outcome tooLong(Duration limit) {
        return new Outcome.Failed(
                Failure.of(FailureKind.DEVICE_LIMIT, Stage.STEP, "not finished within " + Durations.text(limit)));
    }

    private Outcome converse(PhaseClock clock) {
        try (session) {
            try {
                session.open(
                        new Opening(device.limits().connect(), device.limits().auth(), clock));
                if (!beginsByHand()) {
                    session.login();
                }
                clock.enter(Phase.STEPS);
                return steps();
            } catch (DeviceException e) {
                return aborted(new Outcome.Failed(e.failure()));
            } finally {
                clock.enter(Phase.CLOSE);
            }
        } catch (InterruptedException e) {
            return aborted(new Outcome.Cancelled("interrupted"));
        } catch (RuntimeException | Error e) {
            return aborted(bug(e));
        }
    }

    private Outcome aborted(Outcome otherwise) {
        Outcome why = session.aborted();
        return why == null ? otherwise : why;
    }

    /** A bug met by one device, such as a pattern that overflows the stack on its output, must not end the others. */
    static Outcome bug(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        return new Outcome.Failed(Failure.of(FailureKind.INTERNAL, Stage.STEP, thrown + where));
    }

    /** A job whose first step is a dialogue by hand waits for no prompt first; one that is skipped is not the first. */
    private boolean beginsByHand() {
        for (PlannedStep step : device.steps()) {
            boolean byHand = step instanceof PlannedStep.Expect;
            if (!byHand || !(condition(step) instanceof Outcome.Skipped)) {
                return byHand;
            }
        }
        return false;
    }

    private Outcome steps() throws InterruptedException {
        for (PlannedStep step : device.steps()) {
            Outcome condition = condition(step);
            if (condition != null) {
                StepRun.rows(step).forEach(row -> keep(StepResult.notRun(step.name(), row, condition)));
                if (condition instanceof Outcome.Failed) {
                    return Outcome.ok();
                }
                continue;
            }
            if (!goesOnAfter(step)) {
                break;
            }
        }
        return aborted(early);
    }

    /** Between commands is the place to end when the run is to end in good order. */
    private boolean isStopped() {
        Stop.Reason reason = stop.reason();
        if (reason != null) {
            early = reason.outcome();
        }
        return reason != null;
    }

    /** Why a step is not run, or null when it is. */
    private @Nullable Outcome condition(PlannedStep step) {
        if (step.when() == null) {
            return null;
        }
        var names = new LinkedHashMap<>(device.names());
        names.put("steps", Collections.unmodifiableMap(stepsSoFar));
        try {
            return step.when().isTrue(names) ? null : new Outcome.Skipped("when: " + step.when() + " is false");
        } catch (ExpressionException e) {
            Failure failure =
                    Failure.of(FailureKind.INTERNAL, Stage.STEP, "when: " + step.when() + ": " + e.getMessage());
            return new Outcome.Failed(failure.withHint("correct the step's `when:`; its later steps were not run"));
        }
    }

    private boolean goesOnAfter(PlannedStep step) throws InterruptedException {
        return switch (step) {
            case PlannedStep.Show show -> {
                for (String command : show.commands()) {
                    if (!goesOn(watched(show, command, () -> StepRun.show(session, show, command)))) {
                        yield false;
                    }
                }
                yield true;
            }
            case PlannedStep.Configure configure ->
                changes(watched(configure, () -> StepRun.configure(session, configure)));
            case PlannedStep.Commit commit -> changes(watched(commit, () -> StepRun.commit(session, commit)));
            case PlannedStep.Dialogue dialogue -> changes(watched(dialogue, () -> StepRun.dialogue(session, dialogue)));
            case PlannedStep.Expect expect -> goesOn(watched(expect, () -> StepRun.expect(session, expect)));
        };
    }

    private @Nullable StepResult watched(PlannedStep step, Exchange exchange) throws InterruptedException {
        return watched(step, StepRun.text(step), exchange);
    }

    /** Null when the run is to end before it. */
    private @Nullable StepResult watched(PlannedStep step, String command, Exchange exchange)
            throws InterruptedException {
        if (isStopped()) {
            return null;
        }
        if (!watch.begins(step, command)) {
            return StepResult.notRun(
                    step.name(), command, new Outcome.Cancelled("not sent: it cannot be written down"));
        }
        StepResult result = exchange.run();
        watch.ends(step, result);
        return result;
    }

    /** After a change that was refused nothing more is done to the device. */
    private boolean changes(@Nullable StepResult result) {
        boolean on = goesOn(result) && result != null && result.status() == Status.OK;
        refused = !on && result != null && result.status() == Status.REFUSED;
        return on;
    }

    /** After a refused command the later ones run; after a timeout or a lost connection none can. */
    private boolean goesOn(@Nullable StepResult result) {
        if (result == null) {
            return false;
        }
        keep(result);
        return result.status() == Status.OK || result.status() == Status.REFUSED;
    }

    /** Adds a row; later conditions see it too, also when it was skipped. */
    private void keep(StepResult result) {
        results.add(result);
        var seen = new LinkedHashMap<String, @Nullable Object>();
        seen.put("command", result.command());
        seen.put("status", result.status().label());
        seen.put("output", result.output() == null ? "" : result.output().display());
        stepsSoFar.put(result.name(), Collections.unmodifiableMap(seen));
    }

    /** Every command of the job has a row, also those that were never sent. */
    private void cancelRest(Outcome outcome) {
        if (results.isEmpty() && outcome.status() != Status.OK) {
            return;
        }
        boolean cancelled = outcome instanceof Outcome.Cancelled;
        Outcome why = refused
                ? new Outcome.Skipped("an earlier change was refused")
                : new Outcome.Cancelled(cancelled ? outcome.message() : "an earlier step did not end well");
        int done = 0;
        for (PlannedStep step : device.steps()) {
            for (String command : StepRun.rows(step)) {
                if (done++ >= results.size()) {
                    results.add(StepResult.notRun(step.name(), command, why));
                }
            }
        }
    }

    private DeviceResult result(Outcome outcome) {
        return new DeviceResult(
                device.index(),
                device.name(),
                device.host(),
                device.platform().id(),
                device.site(),
                session.hostname(),
                session.prompt(),
                session.mode(),
                outcome,
                1,
                Timing.none(Instant.now()),
                results);
    }
}
