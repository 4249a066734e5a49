package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a job keeps configurations over time.
 *
 * @param repository the folder of a git repository
 * @param of the step, or the command, whose answer is kept
 * @param file where in the repository a device's answer is kept
 * @param ignore lines whose change alone is no change
 * @param author {@code Name <address>}, or null for git's own
 * @param masked whether secrets are taken out
 * @param push the remote that commits are pushed to, or null
 */
public record Backup(
        Sourced<Path> repository,
        Sourced<String> of,
        Sourced<Template> file,
        List<Pattern> ignore,
        @Nullable String author,
        boolean masked,
        @Nullable String push) {
    public Backup {
        ignore = List.copyOf(ignore);
    }
}
