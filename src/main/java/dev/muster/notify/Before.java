package dev.muster.notify;

import dev.muster.journal.JournalView;
import dev.muster.result.DeviceResult;
import java.io.IOException;
import java.util.Set;

/**
 * What was not well after the run before.
 *
 * @param troubles as {@link Digest#troubles()} has them
 */
public record Before(Set<String> troubles) {
    /** There was no run before. */
    public static final Before NONE = new Before(Set.of());

    public Before {
        troubles = Set.copyOf(troubles);
    }

    /** Reads it from the run's journal. */
    public static Before of(JournalView run) throws IOException {
        var digesting = new Digesting();
        int devices = run.state().devices().size();
        for (int index = 0; index < devices; index++) {
            DeviceResult result = run.result(index);
            digesting.note(result == null ? run.state().withoutResult(index) : result);
        }
        digesting.noteFleet(run.state().fleet());
        return new Before(digesting.troubles());
    }
}
