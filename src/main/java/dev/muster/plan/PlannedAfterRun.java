package dev.muster.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with what a run found.
 *
 * @param backup where configurations are kept, or null
 */
public record PlannedAfterRun(
        List<PlannedNotification> notifications, @Nullable PlannedBackup backup) {
    /** Nothing. */
    public static final PlannedAfterRun NONE = new PlannedAfterRun(List.of(), null);

    public PlannedAfterRun {
        notifications = List.copyOf(notifications);
    }
}
