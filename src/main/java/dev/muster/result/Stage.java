package dev.muster.result;

import java.util.Locale;

/** Where in a device's way something happened. */
public enum Stage {
    QUEUE,
    CONNECT,
    AUTHENTICATE,
    LOGIN,
    PRIVILEGE,
    SETUP,
    STEP,
    PARSE,
    CLOSE;

    /** The name in files and on the console. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
