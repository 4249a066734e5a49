package dev.muster.transport;

import java.util.Locale;

/** What can be wrong with a device that is rehearsed on its recording; the names are those of the lab's faults. */
public enum RehearsalFault {
    /** Waits three seconds before each answer. */
    SLOW,
    /** Refuses every login. */
    WRONG_PASSWORD,
    /** Says nothing after login. */
    HANG,
    /** Closes the connection in the middle of the answer to the job's first command. */
    CLOSE,
    /** Nothing listens on its port. */
    UNREACHABLE,
    /** Greets with a banner of 1 MB. */
    FLOOD_BANNER,
    /** Closes the connection right after login. */
    HANG_UP;

    /** The name in options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
