package dev.muster.report;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code files/<device>.txt}: what a device said, written the moment it ends. Muster's own lines begin with {@code ! },
 * a comment on most devices, so that a configuration can be used again as it is.
 */
final class FilesReport implements RunListener {
    private static final String FOLDER = "files";

    private final Path run;
    private final Path folder;
    private final SafeName names = new SafeName();
    private @Nullable String broken;
    private int devices;
    private int written;

    FilesReport(Path run) throws IOException {
        this.run = run;
        folder = run.resolve(FOLDER);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder, RunFolder.onlyOwner(folder, "rwx------"));
            }
        } catch (IOException e) {
            throw new IOException(folder + ": " + Trouble.reason(e), e);
        }
    }

    /** Removes the files of an earlier report; a user's own among them stay. */
    static void remove(Path run) throws IOException {
        Path folder = run.resolve(FOLDER);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(FilesReport::isOurs).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IOException(folder + ": " + Trouble.reason(e), e);
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".txt") || name.endsWith(".part")) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void on(RunEvent event) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        switch (event) {
            case RunEvent.RunStarted started -> devices = started.run().devices();
            case RunEvent.DeviceEnded ended -> write(ended.result());
            case RunEvent.RunEnded ended -> {}
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void write(DeviceResult result) throws IOException {
        Path file = folder.resolve(names.of(result.device()) + ".txt");
        try {
            WholeFile.write(file, out -> write(out, result));
            written++;
        } catch (IOException e) {
            broken = e.getMessage() + "; " + folder.getFileName() + " holds " + written + " of " + devices + " devices";
            throw new IOException(broken, e);
        }
    }

    private void write(OutputStream out, DeviceResult result) throws IOException {
        boolean told = false;
        for (StepResult step : result.steps()) {
            line(out, header(result, step.started(), step.outcome()) + ": " + oneLine(step.command()));
            output(out, step.output());
            outcome(out, step.outcome());
            told |= step.outcome().equals(result.outcome());
        }
        if (result.steps().isEmpty() || (!told && !(result.outcome() instanceof Outcome.Ok))) {
            line(out, header(result, result.timing().started(), result.outcome()));
            outcome(out, result.outcome());
        }
    }

    private static String header(DeviceResult result, @Nullable Instant when, Outcome outcome) {
        return "! " + oneLine(result.device()) + " " + oneLine(result.host())
                + (when == null ? "" : " " + Moment.text(when)) + " "
                + outcome.status().label();
    }

    private void output(OutputStream out, @Nullable Output output) throws IOException {
        if (output == null) {
            return;
        }
        String text = output.text();
        if (text != null) {
            line(out, text);
        } else if (output.file() != null) {
            Files.copy(run.resolve(output.file()), out);
            line(out, "");
        }
    }

    private static void outcome(OutputStream out, Outcome outcome) throws IOException {
        Failure failure = outcome.failure();
        if (failure == null) {
            if (!outcome.message().isEmpty()) {
                line(out, "! " + oneLine(outcome.message()));
            }
            return;
        }
        line(out, "! " + failure.kind().label() + ": " + oneLine(failure.message()));
        if (failure.expected() != null) {
            line(out, "! expected: " + oneLine(failure.expected()));
        }
        line(out, "! hint: " + oneLine(failure.hint()));
        if (failure.lastOutput() != null) {
            line(out, "! last output:");
            line(
                    out,
                    failure.lastOutput()
                            .strip()
                            .indent(0)
                            .replaceAll("(?m)^", "!   ")
                            .stripTrailing());
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R", "; ").replaceAll("\\p{Cntrl}", " ");
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(Utf8.wellFormed(text).getBytes(StandardCharsets.UTF_8));
        if (!text.endsWith("\n")) {
            out.write('\n');
        }
    }
}
