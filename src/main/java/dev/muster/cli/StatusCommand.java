package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.journal.RunState;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster status}: what a run is doing now, or how it stands when nobody works on it any more. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells what a run is doing now: each running device, its step and for how long.",
        footer = {
            "",
            "Examples:",
            "  muster status last",
            "  watch -n 1 muster status reports/audit/20261122-143000-k3x9"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int SHOWN = 40;
    private static final Duration STALE = Duration.ofSeconds(5);

    @ParentCommand
    private MusterCommand muster;

    @Parameters(paramLabel = "RUN", description = "The run's folder, its id, or `last`.")
    private String run = "";

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        Path folder = muster.pastRuns().find(run);
        RunState state;
        try {
            state = Journal.look(folder);
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
        var lines = new ArrayList<String>();
        lines.add("run      " + state.run().id() + "  " + state.run().job() + "  ("
                + state.run().source() + ")");
        lines.add("folder   " + folder);
        StatusFile.Content now = new StatusFile(folder).read();
        if (state.worker().isAlive() && !state.ended()) {
            goesOn(state, now, lines);
        } else {
            isOver(folder, state, now, lines);
        }
        state.notes().forEach(note -> lines.add("note     " + note));
        for (String line : lines) {
            console.out(Visible.line(line) + "\n");
        }
        return ExitCode.OK;
    }

    private static void goesOn(RunState state, StatusFile.@Nullable Content now, List<String> lines) {
        String age = "";
        if (now != null && since(now.updated()).compareTo(STALE) > 0) {
            age = "; this is how it was " + StatusText.ago(since(now.updated()));
        }
        lines.add("state    goes on in process " + state.worker().pid() + ", begun "
                + StatusText.ago(since(state.run().started())) + age);
        if (now == null) {
            lines.add("devices  "
                    + StatusText.counts(
                            tally(state), state.devices().size(), running(state).size()));
            return;
        }
        lines.add("devices  "
                + StatusText.counts(tally(now), now.devices(), now.running().size()));
        lines.addAll(StatusText.devices(now.running()));
    }

    private static void isOver(Path folder, RunState state, StatusFile.@Nullable Content now, List<String> lines) {
        List<Integer> running = running(state);
        lines.add("state    " + end(state));
        lines.add("devices  " + StatusText.counts(tally(state), state.devices().size(), 0));
        if (!state.ended()) {
            for (int index : running.subList(0, Math.min(SHOWN, running.size()))) {
                lines.add("  " + state.devices().get(index).name() + "  " + last(state, index, now));
            }
            if (running.size() > SHOWN) {
                lines.add("  and " + (running.size() - SHOWN) + " more");
            }
        }
        boolean whole = state.standings(RunState.Standing.TO_RUN).isEmpty() && state.ended();
        if (!whole) {
            lines.add("go on    muster resume " + folder);
        }
    }

    private static String end(RunState state) {
        if (state.ended()) {
            return "ended " + StatusText.ago(since(state.lastSeen()))
                    + (state.stopped().isEmpty() ? "" : ", stopped early: " + state.stopped());
        }
        var worker = state.worker();
        String who = "process " + worker.pid() + (worker.isLocal() ? "" : " on " + worker.host());
        return (worker.isLocal() ? "died: " + who + " is gone" : "not known: " + who + " cannot be seen from here")
                + ", the journal grew last " + StatusText.ago(since(state.lastSeen()));
    }

    private static String last(RunState state, int index, StatusFile.@Nullable Content now) {
        String change = state.change(index);
        if (!change.isEmpty()) {
            return change.replaceFirst(",$", "");
        }
        return now == null
                ? "was running"
                : now.running().stream()
                        .filter(doing -> doing.index() == index)
                        .findFirst()
                        .map(doing -> "was at: " + StatusText.doing(doing))
                        .orElse("was running");
    }

    private static Duration since(Instant when) {
        return Duration.between(when, Instant.now());
    }

    private static List<Integer> running(RunState state) {
        var running = new ArrayList<Integer>();
        for (int index = 0; index < state.devices().size(); index++) {
            if (state.running(index) != null) {
                running.add(index);
            }
        }
        return running;
    }

    private static Tally tally(StatusFile.Content now) {
        return new Tally(now.endedDevices(), now.ended(), Map.of(), 0, Duration.ZERO, "");
    }

    private static Tally tally(RunState state) {
        var byStatus = new EnumMap<Status, Integer>(Status.class);
        int ended = 0;
        for (int index = 0; index < state.devices().size(); index++) {
            var status = state.status(index);
            if (status != null) {
                byStatus.merge(status, 1, Integer::sum);
                ended++;
            }
        }
        return new Tally(ended, byStatus, Map.of(), 0, Duration.ZERO, "");
    }
}
