package dev.muster.result;

import java.io.IOException;
import java.util.List;

/** Writes down what happens before anybody else hears of it, so that no crash can take it back. */
public interface Ledger {
    /** Writes nothing down. */
    Ledger NONE = events -> {};

    /**
     * Keeps events that happened one after the other; on return the disk has those that must survive. Called from one
     * thread.
     *
     * @throws IOException when they cannot be kept, none of them; nor can any later event
     */
    void keep(List<RunEvent> events) throws IOException;
}
