package dev.muster.result;

import java.util.Locale;

/** Whether an expectation of a job's {@code checks} holds. */
public enum CheckStatus {
    PASS,
    FAIL,
    /** It could not be evaluated: what it looks at is missing, or its expression failed. Never counted as a pass. */
    ERROR,
    /** Its {@code when} says that it does not concern the device. */
    SKIPPED;

    /** The word for files and people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
