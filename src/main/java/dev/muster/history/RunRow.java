package dev.muster.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in the history.
 *
 * @param ended whether it came to its end
 * @param stopped why it ended early, empty when it did not
 * @param ok devices that are ok
 * @param checks how many checks passed, failed and could not be evaluated
 * @param changed devices that ended otherwise or answered otherwise than in the run of the job before, dates and times
 *     apart; null where there is no run before
 */
public record RunRow(
        String id,
        String job,
        String source,
        String folder,
        Instant started,
        Duration elapsed,
        boolean ended,
        String stopped,
        int devices,
        int ok,
        int commands,
        Checks checks,
        @Nullable Integer changed) {

    /** How many checks came out which way. */
    public record Checks(int pass, int fail, int error) {
        /** All that were evaluated, or should have been. */
        public int all() {
            return pass + fail + error;
        }
    }

    /** A moment as the history keeps it. */
    static long millis(Instant moment) {
        return moment.getEpochSecond() * 1000 + moment.getNano() / 1_000_000;
    }
}
