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
 */
public record StepResult(
        String name,
        String command,
        Outcome outcome,
        @Nullable Output output,
        @Nullable Instant started,
        Duration elapsed,
        String detail) {

    /** A step that never started. */
    public static StepResult notRun(String name, String command, Outcome why) {
        return new StepResult(name, command, why, null, null, Duration.ZERO, "");
    }

    /** The same with another outcome. */
    public StepResult with(Outcome other) {
        return new StepResult(name, command, other, output, started, elapsed, detail);
    }

    /** Its status. */
    public Status status() {
        return outcome.status();
    }
}
