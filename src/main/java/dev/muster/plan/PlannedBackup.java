package dev.muster.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the configurations that a run reads are kept.
 *
 * @param repository the folder of a git repository; it need not exist
 * @param of the step, or the command, whose answer is kept
 * @param places where each device's is kept, by the device's name
 * @param ignore lines whose change alone is no change
 * @param author {@code Name <address>}, or null for git's own
 * @param push the remote that commits are pushed to, or null
 */
public record PlannedBackup(
        Path repository,
        String of,
        Map<String, Place> places,
        List<Pattern> ignore,
        @Nullable String author,
        @Nullable String push) {

    /**
     * Where one device's configuration is kept.
     *
     * @param file with {@code /} between folders; not made safe yet
     * @param secrets what is taken out: the groups of these, or all that they match
     */
    public record Place(String file, List<Pattern> secrets) {}
}
