package dev.muster.audit;

import dev.muster.result.Output;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What devices answered in earlier runs of the same job; asked from many threads. */
public interface EarlierRuns {
    /** There was none. */
    EarlierRuns NONE = (device, step, command) -> null;

    /**
     * The latest good answer of a device in a complete run, or null when there is none.
     *
     * @throws IOException when it cannot be read
     */
    @Nullable
    Answer answer(String device, String step, String command) throws IOException;

    /**
     * An answer of an earlier run.
     *
     * @param run its id
     * @param folder where the file of a large output is named from
     */
    record Answer(String run, Output output, Path folder) {}
}
