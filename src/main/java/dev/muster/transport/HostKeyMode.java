package dev.muster.transport;

import java.util.Locale;

/** What is done with a device's SSH host key, before anything is authenticated. */
public enum HostKeyMode {
    /** Only keys in known_hosts are trusted. */
    STRICT,
    /** A device seen for the first time is trusted and its key kept; a changed key is refused. */
    ACCEPT_NEW,
    /** Any key is trusted. */
    OFF;

    /** The name in files and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
