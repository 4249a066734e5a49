package dev.muster.run;

import dev.muster.expression.ExpressionException;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.PlannedStep;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Parsed;
import dev.muster.result.Stage;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.scope.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The steps of one device, one after the other, and what came of each. */
final class StepSequence {
    private final DevicePlan device;
    private final Upkeep upkeep;
    private final Stop stop;
    private final Event over;
    private final StepWatch watch;
    private final AnswerRows rows;
    private final List<StepResult> results = new ArrayList<>();
    private final Map<String, @Nullable Object> stepsSoFar = new LinkedHashMap<>();
    private boolean refused;
    private boolean failed;

    /** @param over happens when the device is to end: nothing more is waited for */
    StepSequence(DevicePlan device, Upkeep upkeep, Stop stop, Event over, StepWatch watch, AnswerRows rows) {
        this.device = device;
        this.upkeep = upkeep;
        this.stop = stop;
        this.over = over;
        this.watch = watch;
        this.rows = rows;
    }

    /** Logs in to the command line where the first step needs it; sessions of other kinds wait until a step needs them. */
    void begin() throws DeviceException, InterruptedException {
        if (device.steps().isEmpty() || device.steps().getFirst().byCommandLine()) {
            upkeep.readyShell(isByHand());
        }
    }

    /** A job whose first step is a dialogue by hand waits for no prompt first; one that is skipped is not the first. */
    private boolean isByHand() {
        for (PlannedStep step : device.steps()) {
            boolean byHand = step instanceof PlannedStep.Expect;
            if (!byHand || !(condition(step) instanceof Outcome.Skipped)) {
                return byHand;
            }
        }
        return false;
    }

    /**
     * Runs the steps; ok also when one failed, for that is in its own result.
     *
     * @throws DeviceException when a session that a step needs cannot be opened
     */
    Outcome run() throws DeviceException, InterruptedException {
        for (PlannedStep step : device.steps()) {
            Outcome condition = condition(step);
            if (condition != null) {
                StepRun.of(step).forEach(row -> keep(row.notRun(condition)));
                if (condition instanceof Outcome.Failed) {
                    return Outcome.ok();
                }
                continue;
            }
            for (StepRun row : StepRun.of(step)) {
                Stop.Reason reason = stop.leaving();
                if (reason != null) { // between commands is the place to end in good order
                    return reason.outcome();
                }
                upkeep.ready(step);
                if (!goesOn(step, watched(step, row))) {
                    return Outcome.ok();
                }
            }
        }
        return Outcome.ok();
    }

    private StepResult watched(PlannedStep step, StepRun row) throws InterruptedException {
        if (!watch.begins(step, row.command())) {
            return row.notRun(new Outcome.Cancelled("not sent, for that could not be written down first"));
        }
        StepResult result = result(step, row);
        watch.ends(step, result);
        return result;
    }

    private StepResult result(PlannedStep step, StepRun row) throws InterruptedException {
        PlannedStep.Until until =
                step instanceof PlannedStep.Show show ? show.options().until() : null;
        UnaryOperator<StepResult> parsed =
                answer -> rows.of(step, answer, upkeep.web().byApi());
        return until == null
                ? parsed.apply(row.run(upkeep))
                : new Repetition(until, names(), over, parsed).run(row, upkeep);
    }

    private Map<String, @Nullable Object> names() {
        var names = new LinkedHashMap<>(device.names());
        names.put("steps", Collections.unmodifiableMap(stepsSoFar));
        return names;
    }

    /** Why a step is not run, or null when it is. */
    private @Nullable Outcome condition(PlannedStep step) {
        if (step.when() == null) {
            return null;
        }
        try {
            return step.when().isTrue(names()) ? null : new Outcome.Skipped("when: " + step.when() + " is false");
        } catch (ExpressionException e) {
            Failure failure =
                    Failure.of(FailureKind.INTERNAL, Stage.STEP, "when: " + step.when() + ": " + e.getMessage());
            return new Outcome.Failed(failure.withHint("correct the step's `when:`; its later steps were not run"));
        }
    }

    /** After an answer that was refused or not parsed the later steps run, after a refused change none does; else none can. */
    private boolean goesOn(PlannedStep step, StepResult result) {
        keep(result);
        refused = step.changes() && result.status() == Status.REFUSED;
        failed = step.changes() && result.status() == Status.FAILED && upkeep.isOpen(step);
        Failure failure = result.outcome().failure();
        boolean harmless = failure != null && isHarmless(step, failure.kind());
        return result.status() == Status.OK
                || step.isFromHere()
                || harmless
                || (result.status() == Status.REFUSED && !refused);
    }

    /** An answer that is not what was asked for says nothing against the next question. */
    private boolean isHarmless(PlannedStep step, FailureKind kind) {
        boolean rejected =
                kind == FailureKind.HTTP_STATUS || (kind == FailureKind.NETCONF_ERROR && upkeep.isOpen(step));
        return kind == FailureKind.PARSE || (rejected && !step.changes());
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

    /**
     * A row for every command of the job, also for those that were never sent; none where the device ended before its
     * first step.
     *
     * @param outcome how the device itself ended
     */
    List<StepResult> results(Outcome outcome) {
        var rows = new ArrayList<>(results);
        if (rows.isEmpty() && outcome.status() != Status.OK) {
            return rows;
        }
        Outcome why = whyNoMore(outcome);
        int done = 0;
        for (PlannedStep step : device.steps()) {
            for (StepRun row : StepRun.of(step)) {
                if (done++ >= results.size()) {
                    rows.add(row.notRun(why));
                }
            }
        }
        return rows;
    }

    private Outcome whyNoMore(Outcome outcome) {
        if (refused) {
            return new Outcome.Skipped("an earlier change was refused");
        }
        boolean cancelled = outcome instanceof Outcome.Cancelled;
        if (failed && !cancelled) {
            return new Outcome.Skipped("an earlier change failed");
        }
        return new Outcome.Cancelled(cancelled ? outcome.message() : "an earlier step did not end well");
    }
}
