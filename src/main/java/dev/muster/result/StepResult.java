package dev.muster.result;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One command of a {@code show} step, or one whole step of another kind.
 *
 * @param name the step's name in the job
 * @param command what was sent; lines of other steps joined by a line feed
 * @param output what came back, also of a step that failed half-way; null when nothing was sent
 * @param started when it was sent; null when it never was
 * @param detail which of several endings matched, or another fact about the step; empty when there is none
 * @param parsed the output as rows, or null when nobody asked for them
 */
public record StepResult(
        String name,
        String command,
        Outcome outcome,
        @Nullable Output output,
        @Nullable Instant started,
        Duration elapsed,
        String detail,
        @Nullable Parsed parsed) {

    /** A step whose output nobody wants as rows. */
    public StepResult(
            String name,
            String command,
            Outcome outcome,
            @Nullable Output output,
            @Nullable Instant started,
            Duration elapsed,
            String detail) {
        this(name, command, outcome, output, started, elapsed, detail, null);
    }

    /** A step that never started. */
    public static StepResult notRun(String name, String command, Outcome why) {
        return new StepResult(name, command, why, null, null, Duration.ZERO, "");
    }

    /** The same step with its output as rows; what cannot be parsed makes an ok step fail. */
    public StepResult with(Parsed rows) {
        Failure failure = rows.failure();
        Outcome after = failure != null && outcome.status() == Status.OK ? new Outcome.Failed(failure) : outcome;
        return new StepResult(name, command, after, output, started, elapsed, detail, rows);
    }

    /** The same with another outcome. */
    public StepResult with(Outcome other) {
        return new StepResult(name, command, other, output, started, elapsed, detail, parsed);
    }

    /** Its status. */
    public Status status() {
        return outcome.status();
    }
}
