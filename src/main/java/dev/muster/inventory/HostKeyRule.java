package dev.muster.inventory;

import java.util.Locale;

/** Which SSH host keys an inventory wants trusted. */
public enum HostKeyRule {
    /** Only those in known_hosts. */
    STRICT,
    /** Also that of a device seen for the first time. */
    ACCEPT_NEW,
    /** Any. */
    OFF;

    /** The name in files and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
