package dev.muster.journal;

import dev.muster.result.DeviceResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run that is over, of which results are read one at a time, so that a fleet's outputs need no memory. */
public final class PastRun {
    private final Path folder;
    private final RunRecord run;
    private final Map<String, Long> places;

    private PastRun(Path folder, RunRecord run, Map<String, Long> places) {
        this.folder = folder;
        this.run = run;
        this.places = places;
    }

    /** The run in this folder; null when it did not come to its end, or was stopped before. */
    public static @Nullable PastRun complete(Path folder) throws IOException {
        Path path = folder.resolve(Journal.NAME);
        var places = new HashMap<String, Long>();
        Entry[] firstAndLast = new Entry[2];
        try (InputStream in = Files.newInputStream(path)) {
            var unused = new JournalReader(path).read(in, (at, entry) -> {
                firstAndLast[0] = firstAndLast[0] == null ? entry : firstAndLast[0];
                firstAndLast[1] = entry instanceof Entry.Noted ? firstAndLast[1] : entry;
                if (entry instanceof Entry.DeviceEnded ended) {
                    places.put(ended.result().device(), at);
                }
            });
        }
        boolean complete =
                firstAndLast[1] instanceof Entry.Ended end && end.stopped().isEmpty();
        return complete && firstAndLast[0] instanceof Entry.Began began
                ? new PastRun(folder, began.run(), places)
                : null;
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
    }

    /** What it is. */
    public RunRecord run() {
        return run;
    }

    /** What became of a device, or null when it was not among those of the run. */
    public @Nullable DeviceResult result(String device) throws IOException {
        Long at = places.get(device);
        if (at == null) {
            return null;
        }
        try (var file = new RandomAccessFile(folder.resolve(Journal.NAME).toFile(), "r")) {
            file.seek(at);
            return Line.read(line(file)) instanceof Entry.DeviceEnded ended ? ended.result() : null;
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.resolve(Journal.NAME) + ": " + e.getMessage(), e);
        }
    }

    private static byte[] line(RandomAccessFile file) throws IOException {
        var line = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 14];
        for (int count = file.read(piece); count > 0; count = file.read(piece)) {
            for (int i = 0; i < count; i++) {
                if (piece[i] == '\n') {
                    line.write(piece, 0, i);
                    return line.toByteArray();
                }
            }
            line.write(piece, 0, count);
        }
        return line.toByteArray();
    }
}
