package dev.muster.cli;

import dev.muster.journal.RecordJson;
import dev.muster.report.RunFolder;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.run.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code status.json}: what a run is doing, rewritten each second and removed at its end, so that {@code muster status} can
 * tell without disturbing the run. It is only for looking at: where it cannot be written, the run goes on.
 */
final class StatusFile {
    static final String NAME = "status.json";

    private final Path file;

    /**
     * What the file holds.
     *
     * @param devices of the whole run
     * @param ended devices per status
     */
    record Content(
            String run, long pid, Instant updated, int devices, Map<Status, Integer> ended, List<Live.Doing> running) {
        static Content of(String run, int devices, Tally tally, Live live) {
            return new Content(
                    run, ProcessHandle.current().pid(), Instant.now(), devices, tally.byStatus(), live.now());
        }

        int endedDevices() {
            return ended.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    StatusFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    void write(Content content) {
        try {
            replace(file, RecordJson.bytes(content));
        } catch (IOException e) {
            return;
        }
    }

    /** What was written last, or null when there is none that can be read. */
    @Nullable
    Content read() {
        try {
            return RecordJson.read(Content.class, Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Readers see the old file or the new one. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        Files.createFile(part, RunFolder.onlyOwner(part, "rw-------"));
        Files.write(part, bytes, StandardOpenOption.WRITE);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(part(file));
        } catch (IOException e) {
            return;
        }
    }
}
