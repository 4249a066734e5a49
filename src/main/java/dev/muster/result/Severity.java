package dev.muster.result;

import java.util.Locale;

/** How much a check that does not hold matters, the least first. */
public enum Severity {
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The word for files and people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
