package dev.muster.page;

import dev.muster.result.CheckResult;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.result.ParseStatus;
import dev.muster.result.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page says of a device; its texts wait in the {@link Spool}.
 *
 * @param started milliseconds since the run began
 * @param phases milliseconds of each {@link dev.muster.result.Phase}, in their order
 * @param last what was received last by a device that failed, or null
 */
record DeviceFacts(
        int index,
        String name,
        String host,
        String platform,
        String site,
        String hostname,
        String prompt,
        Status status,
        Outcome outcome,
        Spool.@Nullable Ref last,
        int attempts,
        long started,
        List<Long> phases,
        long total,
        List<Asked> steps,
        List<CheckResult> checks) {

    /**
     * A command and what came of it.
     *
     * @param text null when nothing came, or when it is in {@code file}
     * @param file where a large output is, relative to the run's folder, or null
     * @param whole how many bytes of UTF-8 the device sent; {@code text} may have fewer
     * @param rows rows as pieces of JSON, or null
     */
    record Asked(
            String step,
            String command,
            Status status,
            String message,
            Spool.@Nullable Ref text,
            @Nullable String file,
            String sha256,
            long whole,
            long elapsed,
            @Nullable ParseStatus parsed,
            Spool.@Nullable Ref rows,
            int rowCount) {}

    /** Why it is not ok, where there is a failure. */
    @Nullable
    Failure failure() {
        return outcome.failure();
    }
}
