package dev.muster.result;

import java.util.Locale;

/** How a step or device ended, from best to worst. */
public enum Status {
    OK,
    /** Never started: by policy, or because `when` was false. */
    SKIPPED,
    /** Stopped before it ended, through no fault of its own. */
    CANCELLED,
    /** The device rejected a command. */
    REFUSED,
    /** A change was under way when the run died. */
    UNKNOWN,
    TIMED_OUT,
    FAILED;

    /** The name in files and on the console, such as {@code timed_out}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worse of the two. */
    public Status worse(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
