package dev.muster.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a device's configuration.
 *
 * @param lines as they are typed, in order
 * @param limit for each line and each command around them
 * @param stopOnRefusal whether a refused line ends the change before the next is sent
 * @param save whether the configuration is kept afterwards
 * @param comment for the commit of platforms that have one, or null
 * @param confirmed how long the device waits for a confirmation before it takes the change back, or null
 */
public record Change(
        List<String> lines,
        Duration limit,
        boolean stopOnRefusal,
        boolean save,
        @Nullable String comment,
        @Nullable Duration confirmed) {}
