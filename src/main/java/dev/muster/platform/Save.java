package dev.muster.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the configuration is kept over a restart.
 *
 * @param mode the mode in which that works, or null for the one for commands
 * @param limit how long it may take where that is longer than usual, or null
 */
public record Save(
        List<String> commands,
        List<Dialog> dialogs,
        @Nullable String mode,
        @Nullable Duration limit) {
    public Save {
        commands = List.copyOf(commands);
        dialogs = List.copyOf(dialogs);
    }
}
