package dev.muster.inventory;

import java.util.Locale;

/** How a device's HTTP server knows who asks. */
public enum HttpScheme {
    /** Nothing is sent. */
    NONE,
    /** User name and password with every request. */
    BASIC,
    /** A token with every request. */
    TOKEN,
    /** A cookie that a login gave. */
    COOKIE;

    /** What users call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
