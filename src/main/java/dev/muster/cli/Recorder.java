package dev.muster.cli;

import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.report.RunFolder;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Tap;
import dev.muster.transport.SessionRecorder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code --record DIR}: a recording of each device's session; a recording that cannot be written ends the run. */
final class Recorder implements RunListener {
    private final Plan plan;
    private final RecordingFiles files;
    private volatile @Nullable String trouble;

    private Recorder(Plan plan, RecordingFiles files) {
        this.plan = plan;
        this.files = files;
    }

    /** Makes the folder, or takes one without recordings. */
    static Recorder into(Path folder, Plan plan) throws WrongInput {
        var files = new RecordingFiles(folder, plan);
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, RunFolder.onlyOwner(folder, "rwx------"));
            }
            if (files.holdsAny()) {
                throw new WrongInput("--record " + folder + ": holds recordings already; name another folder");
            }
        } catch (IOException e) {
            throw new WrongInput("--record " + folder + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return new Recorder(plan, files);
    }

    /** What records the session of a device. */
    Tap of(DevicePlan device) {
        return new SessionRecorder(() -> next(device), why -> trouble = files.of(device) + ": " + why.getMessage());
    }

    // Not a channel: an interrupt of the device's thread would close it.
    private OutputStream next(DevicePlan device) throws IOException {
        Path file = files.fresh(device);
        Files.createFile(file, RunFolder.onlyOwner(file, "rw-------"));
        var out = new FileOutputStream(file.toFile());
        String head = "# " + device.name() + " " + device.host() + " ("
                + device.platform().id() + "), job " + plan.job() + ", "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        out.write((Visible.line(head) + "\n").getBytes(StandardCharsets.UTF_8));
        return out;
    }

    @Override
    public void on(RunEvent event) throws IOException {
        if (trouble != null) {
            throw new IOException("the recording cannot be written: " + trouble);
        }
    }
}
