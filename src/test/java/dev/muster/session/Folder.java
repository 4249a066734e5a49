package dev.muster.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps large outputs in a folder, as a run does. */
final class Folder implements OutputStore {
    private final Path folder;
    private final long memoryLimit;
    private final long limit;
    private int count;

    Folder(Path folder, long memoryLimit, long limit) {
        this.folder = folder;
        this.memoryLimit = memoryLimit;
        this.limit = limit;
    }

    /** For outputs that stay in memory. */
    static OutputStore none() {
        return new Folder(Path.of("nowhere"), 1 << 20, 1 << 20);
    }

    @Override
    public Place open() throws IOException {
        Path file = Path.of("output-" + ++count + ".txt");
        return new Place(file, Files.newOutputStream(folder.resolve(file)));
    }

    @Override
    public long memoryLimit() {
        return memoryLimit;
    }

    @Override
    public long limit() {
        return limit;
    }
}
