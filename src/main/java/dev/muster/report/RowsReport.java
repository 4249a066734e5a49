package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.Parsed;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code rows/<command>.csv}: the rows of one command across devices, written the moment a device ends; the folder is made
 * with the first of them.
 */
final class RowsReport implements RunListener {
    private final Path folder;
    private final SafeName names = new SafeName();
    private final Map<String, RowsFile> files = new LinkedHashMap<>();
    private @Nullable String broken;

    RowsReport(Path run) {
        folder = run.resolve("rows");
    }

    /** Removes what an earlier making has left, so that all can be made again under the same names. */
    static void remove(Path run) throws IOException {
        Path folder = run.resolve("rows");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IOException(folder + ": " + Trouble.reason(e), e);
        }
    }

    @Override
    public void on(RunEvent event) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        try {
            if (event instanceof RunEvent.DeviceEnded ended) {
                add(ended.result());
            } else if (event instanceof RunEvent.RunEnded) {
                close();
            }
        } catch (IOException e) {
            broken = folder + ": " + Trouble.reason(e);
            throw new IOException(broken, e);
        }
    }

    private void add(DeviceResult result) throws IOException {
        for (StepResult step : result.steps()) {
            Parsed parsed = step.parsed();
            if (parsed != null && !parsed.rows().isEmpty()) {
                file(step.command()).add(result.device(), parsed.rows());
            }
        }
    }

    private RowsFile file(String command) throws IOException {
        RowsFile known = files.get(command);
        if (known != null) {
            return known;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, RunFolder.onlyOwner(folder, "rwx------"));
        }
        String name = names.of(command.strip().replaceAll("\\s+", "_"));
        Path path = folder.resolve(name + ".csv");
        RowsFile fresh = new RowsFile(Files.exists(path) ? folder.resolve(names.of(command + " ") + ".csv") : path);
        files.put(command, fresh);
        return fresh;
    }

    private void close() throws IOException {
        for (RowsFile file : files.values()) {
            file.close();
        }
    }
}
