package dev.muster.cli;

import dev.muster.result.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check.
 *
 * @param failure why it failed, or null when it did not
 * @param message the prompt, a status or echoes; or why it failed
 */
record Checked(
        int index,
        String name,
        String address,
        Protocol protocol,
        @Nullable Failure failure,
        String message,
        Duration elapsed) {
    boolean isOk() {
        return failure == null;
    }

    /** {@code ok}, or the kind of failure. */
    String word() {
        return failure == null ? "ok" : failure.kind().label();
    }
}
