package dev.muster.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job wants done with what a run found.
 *
 * @param backup where configurations are kept, or null
 */
public record AfterRun(
        List<Notification> notifications, @Nullable Backup backup) {
    /** Nothing. */
    public static final AfterRun NONE = new AfterRun(List.of(), null);

    public AfterRun {
        notifications = List.copyOf(notifications);
    }
}
