package dev.muster.plan;

import dev.muster.job.RunOptions;
import dev.muster.secret.Secret;
import dev.muster.transport.HostKeyMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says against the files; null or empty where it says nothing.
 *
 * @param inventory in place of the job's inventories
 * @param select in place of the job's
 * @param limit only these devices of those selected
 * @param reports in place of the job's
 * @param vars added to the job's, in place of those with the same name
 * @param password as typed by the user, for every device
 */
public record Overrides(
        @Nullable Path inventory,
        @Nullable String select,
        List<String> limit,
        @Nullable Integer maxWorkers,
        RunOptions.@Nullable Order order,
        RunOptions.@Nullable OnError onError,
        List<String> reports,
        Map<String, String> vars,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable HostKeyMode hostKey) {
    /** Nothing said. */
    public static final Overrides NONE =
            new Overrides(null, null, List.of(), null, null, null, List.of(), Map.of(), null, null, null);

    public Overrides {
        limit = List.copyOf(limit);
        reports = List.copyOf(reports);
        vars = Map.copyOf(vars);
    }
}
