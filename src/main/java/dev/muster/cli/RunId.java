package dev.muster.cli;

import dev.muster.plan.Plan;
import dev.muster.report.SafeName;
import dev.muster.result.RunInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Names of runs: the time they started, in UTC, and four random letters, as in {@code 20261122-143000-k3x9}. */
final class RunId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunId() {}

    /** Where the runs of a plan's job are, unless they are told to be elsewhere. */
    static Path folder(Plan plan) {
        return Path.of("reports", new SafeName().of(plan.job()));
    }

    /** A new run of a plan; its folder is {@code reports/<job>/<id>} unless one is given. */
    static RunInfo info(Plan plan, @Nullable Path out) {
        var started = Instant.now();
        int random = ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36);
        String id = TIME.format(started) + "-" + Integer.toString(random, 36);
        Path folder = out != null ? out : folder(plan).resolve(id);
        return new RunInfo(
                id, plan.job(), plan.source(), folder, started, plan.devices().size(), plan.maxWorkers());
    }
}
