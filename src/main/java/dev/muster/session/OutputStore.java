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

    /** A file of a device on its way into the run's folder: it is there whole or not at all. */
    interface Landing extends AutoCloseable {
        /** Where it will be, relative to the run's folder. */
        Path file();

        OutputStream stream();

        /** How many bytes the disk still takes. */
        long room() throws IOException;

        /** It is whole. */
        void keep() throws IOException;

        /** Drops what was not kept. */
        @Override
        void close() throws IOException;
    }

    /**
     * A place for a file of the device, no other's.
     *
     * @param name from outside, made safe here
     */
    default Landing land(String name) throws IOException {
        throw new IOException("no folder for downloads");
    }

    /** Opens a new file. */
    Place open() throws IOException;

    /** Outputs above this many bytes go to a file. */
    long memoryLimit();

    /** Outputs above this many bytes are failures. */
    long limit();
}
