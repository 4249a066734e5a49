package dev.muster.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the journal open: the run goes on there. */
public final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(Path journal) {
        super(journal + ": another process works on this run");
    }
}
