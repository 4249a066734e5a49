package dev.muster.run;

import dev.muster.expression.AbsentException;
import dev.muster.expression.ExpressionException;
import dev.muster.plan.PlannedStep.Until;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Parsed;
import dev.muster.result.Stage;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends a command again and again until a condition holds.
 *
 * @param names what the condition sees beside the answer
 * @param over ends the wait between two times
 * @param parsed makes rows of an answer where the step wants them
 */
record Repetition(Until until, Map<String, @Nullable Object> names, Event over, UnaryOperator<StepResult> parsed) {

    /** The last answer, as one result; a command that fails or is refused is not sent again. */
    StepResult run(StepRun row, Upkeep upkeep) throws InterruptedException {
        long begin = System.nanoTime();
        StepResult first = null;
        for (int time = 1; ; time++) {
            StepResult result = parsed.apply(row.run(upkeep));
            first = first == null ? result : first;
            Outcome outcome = result.status() == Status.OK ? judge(result, time) : result.outcome();
            boolean ended = outcome != null || over.await(Deadline.in(until.every()));
            if (ended) {
                return new StepResult(
                        result.name(),
                        result.command(),
                        outcome != null ? outcome : new Outcome.Cancelled("stopped before `until` was true"),
                        result.output(),
                        first.started(),
                        Duration.ofNanos(System.nanoTime() - begin),
                        detail(outcome, time),
                        result.parsed());
            }
        }
    }

    private String detail(@Nullable Outcome outcome, int time) {
        return outcome instanceof Outcome.Ok ? "true at time " + time + " of " + until.times() : "";
    }

    /** How the step ends with this answer, or null when it does not. */
    private @Nullable Outcome judge(StepResult result, int time) {
        String text = result.output() == null ? "" : result.output().display();
        Parsed rows = result.parsed();
        var all = new LinkedHashMap<>(names);
        all.put("output", text);
        all.put("rows", rows == null ? List.of() : rows.rows());
        try {
            if (until.condition().isTrue(all)) {
                return Outcome.ok();
            }
        } catch (AbsentException e) {
            // A row that is not there yet may still come.
        } catch (ExpressionException e) {
            Failure failure =
                    Failure.of(FailureKind.INTERNAL, Stage.STEP, "until: " + until.condition() + ": " + e.getMessage());
            return new Outcome.Failed(failure.withHint("correct the step's `until:`"));
        }
        if (time < until.times()) {
            return null;
        }
        Failure failure = Failure.of(
                FailureKind.CONDITION_UNMET,
                Stage.STEP,
                "`" + until.condition() + "` was not true at any of " + time + " times, one every "
                        + Durations.text(until.every()));
        return new Outcome.Failed(failure.withEvidence(until.condition().toString(), text));
    }
}
