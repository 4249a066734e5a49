package dev.muster.cli;

import dev.muster.history.History;
import dev.muster.history.RunRow;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs are forgotten, and whether their folders go with them. */
final class Pruning {
    private static final int ALL = 1_000_000;

    @Option(names = "--prune", description = "Forget old runs; goes with --keep.")
    private boolean prune;

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "90d|N",
            description = "Keep runs that began in this time, or the last N runs of each job.")
    private String keep = "";

    @Option(names = "--runs", description = "Also remove the folders of these runs below reports/.")
    private boolean folders;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    int prune(History history, @Nullable String job, Console console) throws WrongInput, IOException {
        if (!prune) {
            throw new WrongInput("--keep goes with --prune");
        }
        List<RunRow> old = old(history.questions().runs(job, ALL));
        if (old.isEmpty()) {
            console.say("nothing to forget");
            return ExitCode.OK;
        }
        if (folders && !yes && !isAgreed(old, console)) {
            console.say("nothing was removed");
            return ExitCode.OK;
        }
        var gone = new ArrayList<String>();
        int kept = 0;
        for (RunRow run : old) {
            String obstacle = folders ? RunRemoval.remove(Path.of(run.folder()), run.id()) : "";
            if (obstacle.isEmpty()) {
                gone.add(run.id());
            } else {
                kept++;
                console.say("left alone: " + Visible.line(run.folder() + ": " + obstacle));
            }
        }
        history.forget(gone);
        console.say(gone.size() + (gone.size() == 1 ? " run" : " runs") + " forgotten"
                + (folders ? ", folders removed" : "; their folders are still there (--runs removes them)"));
        return kept == 0 ? ExitCode.OK : ExitCode.NOT_OK;
    }

    private List<RunRow> old(List<RunRow> newestFirst) throws WrongInput {
        if (keep.matches("\\d{1,6}")) {
            int many = Integer.parseInt(keep);
            var seen = new HashMap<String, Integer>();
            return newestFirst.stream()
                    .filter(run -> seen.merge(run.job(), 1, Integer::sum) > many)
                    .toList();
        }
        Duration age = Durations.parse(keep);
        if (age == null || age.isZero()) {
            throw new WrongInput("--keep is `" + keep + "`; it needs a time such as 90d, or a number of runs");
        }
        Instant since = Instant.now().minus(age);
        return newestFirst.stream().filter(run -> run.started().isBefore(since)).toList();
    }

    @SuppressWarnings("SystemConsoleNull") // null on JDK 21 without a terminal; later ones give null to the question
    private static boolean isAgreed(List<RunRow> old, Console console) throws WrongInput {
        console.say("the folders of " + old.size() + " runs, from "
                + old.getLast().id() + " to " + old.getFirst().id() + ", will be removed for good");
        java.io.Console terminal = System.console();
        String answer = terminal == null ? null : terminal.readLine("Remove them? [yes/no] ");
        if (answer == null) {
            throw new WrongInput("--runs asks first, and nobody can answer here; --yes does not ask");
        }
        return answer.strip().equals("yes") || answer.strip().equals("y");
    }
}
