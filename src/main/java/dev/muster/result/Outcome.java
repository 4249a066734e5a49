package dev.muster.result;

import org.jspecify.annotations.Nullable;

/** How a device or step ended. A failure is a value here, never an exception. */
public sealed interface Outcome {

    /** Everything asked for was done. */
    record Ok() implements Outcome {}

    /** It failed, timed out or was refused, by {@link FailureKind#status()}. */
    record Failed(Failure failure) implements Outcome {}

    /** It was stopped before it ended. */
    record Cancelled(String reason) implements Outcome {}

    /** It was never started. */
    record Skipped(String reason) implements Outcome {}

    /** A change was under way when the run died; what the device did is not known. */
    record Unknown(String reason) implements Outcome {}

    /** All is well. */
    static Outcome ok() {
        return new Ok();
    }

    /** The status that files and exit codes show. */
    default Status status() {
        return switch (this) {
            case Ok ok -> Status.OK;
            case Failed failed -> failed.failure().kind().status();
            case Cancelled cancelled -> Status.CANCELLED;
            case Skipped skipped -> Status.SKIPPED;
            case Unknown unknown -> Status.UNKNOWN;
        };
    }

    /** The failure, where there is one. */
    default @Nullable Failure failure() {
        return this instanceof Failed failed ? failed.failure() : null;
    }

    /** One line for people; empty when all is well. */
    default String message() {
        return switch (this) {
            case Ok ok -> "";
            case Failed failed -> failed.failure().message();
            case Cancelled cancelled -> cancelled.reason();
            case Skipped skipped -> skipped.reason();
            case Unknown unknown -> unknown.reason();
        };
    }
}
