package dev.muster.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where large outputs go as they arrive. */
public interface OutputStore {

    /**
     * A new file for one output.
     *
     * @param file relative to the run's folder
     */
    record Place(Path file, OutputStream stream) {}

    /** Opens a new file. */
    Place open() throws IOException;

    /** Outputs above this many bytes go to a file. */
    long memoryLimit();

    /** Outputs above this many bytes are failures. */
    long limit();
}
