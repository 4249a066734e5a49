package dev.muster.journal;

import java.io.IOException;

/** A journal cannot be understood; the message says why, with the file's name. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
