package dev.muster.result;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, where, and what was seen.
 *
 * @param message one sentence for people, without the hint
 * @param expected the prompt or text that was waited for, if any
 * @param lastOutput the last text received, at most {@value #LAST_OUTPUT_CHARS} characters, if any
 * @param hint what to do about it; the kind's own hint unless something better is known
 */
public record Failure(
        FailureKind kind,
        Stage stage,
        String message,
        @Nullable String expected,
        @Nullable String lastOutput,
        String hint) {

    /** How much of the last output a failure keeps. */
    public static final int LAST_OUTPUT_CHARS = 2000;

    public Failure {
        message = message.strip();
        if (lastOutput != null && lastOutput.length() > LAST_OUTPUT_CHARS) {
            lastOutput = lastOutput.substring(lastOutput.length() - LAST_OUTPUT_CHARS);
        }
    }

    /** A failure with the hint of its kind. */
    public static Failure of(FailureKind kind, Stage stage, String message) {
        return new Failure(kind, stage, message, null, null, kind.hint());
    }

    /** The same failure in other words. */
    public Failure withMessage(String better) {
        return new Failure(kind, stage, better, expected, lastOutput, hint);
    }

    /** The same failure with a hint made for the case. */
    public Failure withHint(String better) {
        return new Failure(kind, stage, message, expected, lastOutput, better);
    }

    /** The same failure with what was waited for and what came. */
    public Failure withEvidence(@Nullable String wanted, @Nullable String received) {
        return new Failure(kind, stage, message, wanted, received, hint);
    }

    /** The same failure seen at another stage. */
    public Failure at(Stage other) {
        return new Failure(kind, other, message, expected, lastOutput, hint);
    }

    @Override
    public String toString() {
        return kind.label() + ": " + message;
    }
}
