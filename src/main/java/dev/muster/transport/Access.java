package dev.muster.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in: as whom, and by which way.
 *
 * @param logins tried in this order, the next only after a clear refusal; empty for the target's own user and password
 * @param via the last jump host before the target, or null
 * @param proxy what the connection that leaves this machine goes through, or null
 */
public record Access(
        List<Login> logins, @Nullable Hop via, @Nullable Proxy proxy) {
    /** Straight, with the target's own user and password. */
    public static final Access DIRECT = new Access(List.of(), null, null);

    public Access {
        logins = List.copyOf(logins);
    }
}
