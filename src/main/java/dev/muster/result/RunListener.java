package dev.muster.result;

import java.io.IOException;

/** Observes a run: progress, reports, journal. Events come one at a time from one thread. */
public interface RunListener {

    /**
     * Takes one event.
     *
     * @throws IOException when what must be kept cannot be written; the run then stops, says so, and contacts no more
     *     devices
     */
    void on(RunEvent event) throws IOException;

    /** Whether it wants to hear of every step of every device; where nobody does, only changes are told. */
    default boolean followsSteps() {
        return false;
    }
}
