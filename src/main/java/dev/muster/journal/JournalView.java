package dev.muster.journal;

import dev.muster.result.DeviceResult;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run as its journal tells it, to look at only: also while another process works on it. Not for a run on which this
 * process works itself. Used from one thread.
 */
public final class JournalView implements Closeable {
    private final Path folder;
    private final RandomAccessFile file;
    private final RunState state;

    private JournalView(Path folder, RandomAccessFile file, RunState state) {
        this.folder = folder;
        this.file = file;
        this.state = state;
    }

    /**
     * Reads where the run stands.
     *
     * @throws DamagedException when its journal cannot be understood
     */
    public static JournalView open(Path folder) throws IOException {
        RunState state = Journal.look(folder);
        return new JournalView(
                folder, new RandomAccessFile(folder.resolve(Journal.NAME).toFile(), "r"), state);
    }

    /**
     * What a run is, from the first line of its journal alone.
     *
     * @throws DamagedException when that is not whole
     */
    public static RunRecord head(Path folder) throws IOException {
        Path path = folder.resolve(Journal.NAME);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] line = JournalReader.next(new BufferedInputStream(in, 1 << 16));
            Entry first = line == null || line[line.length - 1] != '\n' ? null : entry(path, line);
            if (first instanceof Entry.Began began) {
                return began.run();
            }
            throw new DamagedException(path + ": is no journal, or has lost its first line");
        }
    }

    private static @Nullable Entry entry(Path path, byte[] line) throws IOException {
        try {
            return Line.read(Arrays.copyOf(line, line.length - 1));
        } catch (IllegalArgumentException e) {
            throw new DamagedException(path + ": this version does not understand it: " + e.getMessage());
        }
    }

    /** The run's folder. */
    public Path folder() {
        return folder;
    }

    /** Where the run stood when it was opened. */
    public RunState state() {
        return state;
    }

    /**
     * The result of a device, read from the disk each time.
     *
     * @param index of the device
     * @return its result, or null when it had none
     */
    public @Nullable DeviceResult result(int index) throws IOException {
        long place = state.place(index);
        if (place < 0) {
            return null;
        }
        file.seek(place);
        @SuppressWarnings("resource") // closing it would close the file
        InputStream in = Channels.newInputStream(file.getChannel());
        byte[] line = JournalReader.next(new BufferedInputStream(in, 1 << 14));
        Entry entry = line == null ? null : entry(folder.resolve(Journal.NAME), line);
        if (entry instanceof Entry.DeviceEnded ended && ended.result().index() == index) {
            return ended.result();
        }
        throw new DamagedException(folder.resolve(Journal.NAME) + ": has changed while it was read");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
