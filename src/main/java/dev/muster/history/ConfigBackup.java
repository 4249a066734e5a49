package dev.muster.history;

import dev.muster.plan.PlannedBackup;
import dev.muster.plan.PlannedBackup.Place;
import dev.muster.report.SafeName;
import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the configurations that a run reads in a git repository: a file for each device, a commit for each run that saw a
 * significant change. A device whose configuration was not read keeps what it had. Nothing of it happens on a device's
 * thread.
 */
public final class ConfigBackup implements RunListener {
    private static final long MOST_BYTES = 64 << 20;

    private final PlannedBackup plan;
    private final GitStore store;
    private final Map<String, String> files;
    private final Sameness sameness;
    private final Map<String, String> changed = new LinkedHashMap<>();
    private final CommitText text = new CommitText();
    private @Nullable RunInfo run;
    private volatile String done = "";

    private ConfigBackup(PlannedBackup plan, GitStore store, Map<String, String> files) {
        this.plan = plan;
        this.store = store;
        this.files = files;
        this.sameness = new Sameness(plan.ignore(), false);
    }

    /**
     * Opens the repository, or makes it.
     *
     * @throws IOException when nothing can be committed to it as it is, for people
     */
    public static ConfigBackup open(PlannedBackup plan) throws IOException {
        var files = new LinkedHashMap<String, String>();
        plan.places().forEach((device, place) -> files.put(device, safe(place)));
        return new ConfigBackup(plan, GitStore.open(plan.repository(), files.values(), plan.push()), files);
    }

    private static String safe(Place place) {
        var parts = new ArrayList<String>();
        for (String part : place.file().split("/")) {
            parts.add(new SafeName().of(part));
        }
        return String.join("/", parts);
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> run = started.run();
            case RunEvent.DeviceEnded ended -> {
                try {
                    note(ended.result());
                } catch (IOException e) {
                    throw trouble(e);
                }
            }
            case RunEvent.RunEnded ended -> end();
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.FleetChecked checked -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    private void note(DeviceResult result) throws IOException {
        Place place = plan.places().get(result.device());
        String file = files.get(result.device());
        if (place == null || file == null) {
            return;
        }
        StepResult step = step(result);
        Output output = step == null ? null : step.output();
        if (step == null || output == null || output.bytes() == 0 || output.bytes() > MOST_BYTES) {
            text.missing(result.device());
            return;
        }
        String now = text(output, new Masking(place.secrets()));
        byte[] bytes = now.getBytes(StandardCharsets.UTF_8);
        long read = Objects.requireNonNullElse(step.started(), result.timing().started())
                .getEpochSecond();
        if (store.has(file, bytes) || store.isNewerThan(file, read)) {
            return;
        }
        byte[] committed = store.committed(file);
        String before = committed == null ? null : new String(committed, StandardCharsets.UTF_8);
        TextChange change = TextDiff.between(lines(before == null ? "" : before), lines(now), sameness);
        if (before == null || change != null) {
            changed.put(file, store.put(bytes));
            text.changed(result.device(), file, before == null, change);
        }
    }

    private @Nullable StepResult step(DeviceResult result) {
        for (StepResult step : result.steps()) {
            boolean isMeant = step.command().equals(plan.of()) || step.name().equals(plan.of());
            if (isMeant && step.status() == Status.OK) {
                return step;
            }
        }
        return null;
    }

    private String text(Output output, Masking masking) throws IOException {
        var text = new StringBuilder((int) Math.min(output.bytes() + 16, 1 << 20));
        for (OutputLines.Line line : OutputLines.whole(output, folder())) {
            text.append(masking.masked(line.text()).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private Path folder() {
        return run == null ? Path.of("") : run.folder();
    }

    private List<OutputLines.Line> lines(String text) throws IOException {
        return OutputLines.read(Output.of(text), folder(), sameness::counts);
    }

    private void end() throws IOException {
        try (store) {
            String commit = changed.isEmpty() ? null : store.commit(changed, text.message(run), plan.author());
            String pushed = plan.push() != null && push(plan.push(), commit) ? ", pushed to " + plan.push() : "";
            done = (commit == null ? "no configuration changed" : text.counts() + ", commit " + commit) + " in "
                    + store.folder() + pushed;
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /** What a run before could not push is pushed by the next one, whether it has a commit of its own or not. */
    private boolean push(String remote, @Nullable String made) throws IOException {
        String commit = made == null ? store.notPushed(remote) : made;
        if (commit != null) {
            GitPush.push(store.folder(), remote, commit);
        }
        return commit != null;
    }

    /** What was kept, and where, for people; empty before the run has ended, and when it could not be kept. */
    public String done() {
        return done;
    }

    private static IOException trouble(IOException e) {
        return new IOException("backup: " + e.getMessage(), e);
    }
}
