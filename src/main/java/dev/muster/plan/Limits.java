package dev.muster.plan;

import java.time.Duration;

/**
 * How long each part of a device's way may take.
 *
 * @param connect name resolution, TCP and key exchange
 * @param auth the login
 * @param command each command, the first prompt and each set-up command
 * @param device everything from connect to close
 */
public record Limits(Duration connect, Duration auth, Duration command, Duration device) {
    /** What holds where nobody says otherwise. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(5));
}
