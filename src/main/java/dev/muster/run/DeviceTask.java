package dev.muster.run;

import dev.muster.expression.ExpressionException;
import dev.muster.parse.RowParser;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.DeviceException;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Parsed;
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
    private final AnswerRows rows;
    private final List<StepResult> results = new ArrayList<>();
    private final Map<String, @Nullable Object> stepsSoFar = new LinkedHashMap<>();
    private Outcome early = Outcome.ok();
    private boolean refused;

    DeviceTask(DevicePlan device, CliSession session, Stop stop, Timers timers, RowParser parser) {
        this.device = device;
        this.session = session;
        this.stop = stop;
        this.timers = timers;
        this.rows = new AnswerRows(parser, device, session);
    }

    @Override
    public DeviceResult run(PhaseClock clock) {
        Outcome outcome;
        Duration limit = device.limits().device();
        try (Timers.Timer deadline = timers.after(limit, () -> session.abort(tooLong(limit)));
                Stop.Watch watch = stop.watch(session::abort)) {
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
                return steps(clock);
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

    private Outcome steps(PhaseClock clock) throws InterruptedException {
        for (PlannedStep step : device.steps()) {
            Outcome condition = condition(step);
            if (condition != null) {
                StepRun.rows(step).forEach(row -> keep(StepResult.notRun(step.name(), row, condition)));
                if (condition instanceof Outcome.Failed) {
                    return Outcome.ok();
                }
                continue;
            }
            if (!goesOnAfter(step, clock)) {
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

    private boolean goesOnAfter(PlannedStep step, PhaseClock clock) throws InterruptedException {
        return switch (step) {
            case PlannedStep.Show show -> {
                for (String command : show.commands()) {
                    if (isStopped() || !goesOn(rows.of(show, StepRun.show(session, show, command), clock))) {
                        yield false;
                    }
                }
                yield true;
            }
            case PlannedStep.Configure configure -> !isStopped() && changes(StepRun.configure(session, configure));
            case PlannedStep.Commit commit -> !isStopped() && changes(StepRun.commit(session, commit));
            case PlannedStep.Dialogue dialogue -> !isStopped() && changes(StepRun.dialogue(session, dialogue));
            case PlannedStep.Expect expect -> !isStopped() && goesOn(StepRun.expect(session, expect));
        };
    }

    /** After a change that was refused nothing more is done to the device. */
    private boolean changes(StepResult result) {
        boolean on = goesOn(result) && result.status() == Status.OK;
        refused = !on && result.status() == Status.REFUSED;
        return on;
    }

    /** After a command that was refused or not parsed the later ones run; after a timeout or a lost connection none can. */
    private boolean goesOn(StepResult result) {
        keep(result);
        Failure failure = result.outcome().failure();
        boolean unparsed = failure != null && failure.kind() == FailureKind.PARSE;
        return result.status() == Status.OK || result.status() == Status.REFUSED || unparsed;
    }

    /** Adds a row; later conditions see it too, also when it was skipped. */
    private void keep(StepResult result) {
        results.add(result);
        var seen = new LinkedHashMap<String, @Nullable Object>();
        seen.put("command", result.command());
        seen.put("status", result.status().label());
        seen.put("output", result.output() == null ? "" : result.output().display());
        Parsed parsed = result.parsed();
        seen.put("parse_status", parsed == null ? "" : parsed.status().label());
        seen.put("rows", parsed == null ? List.of() : parsed.rows());
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
