package dev.muster.cli;

import dev.muster.history.RunDiff;
import dev.muster.history.RunDiff.Sums;
import dev.muster.history.Sameness;
import dev.muster.journal.JournalView;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster diff}: what changed between two runs. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "What changed between two runs: devices, outcomes, answers, rows and checks.",
        footer = {
            "",
            "Examples:",
            "  muster diff --last access-audit",
            "  muster diff last                      the last run against the one before it of the same job",
            "  muster diff 20261122-143000-k3x9 last --device R1 --full",
            "  muster diff --last backup --ignore '^! Last configuration' --ignore-times",
            "",
            "Exit status: 0 no difference, 1 differences, 2 the command line is wrong."
        })
final class DiffCommand implements Callable<Integer> {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int SHOWN_LINES = 60;

    @ParentCommand
    private MusterCommand muster;

    @Parameters(
            arity = "0..2",
            paramLabel = "RUN",
            description = "A run's folder, its id, or `last`. One alone: against the run before it of the same job.")
    private List<String> runs = new ArrayList<>();

    @Option(names = "--last", paramLabel = "JOB", description = "The last two runs of a job; its name or its file.")
    private @Nullable String last;

    @Option(names = "--device", split = ",", paramLabel = "NAME", description = "Only these devices.")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            description = "Leave out lines, and cells of rows (`column: value`), in which this is found.")
    private List<String> ignore = new ArrayList<>();

    @Option(names = "--ignore-times", description = "Dates, times, durations and uptimes count as the same.")
    private boolean ignoreTimes;

    @Option(names = "--full", description = "Every line of difference, in place of the first 60 of a command.")
    private boolean full;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws WrongInput {
        Console console = muster.console(false, false);
        var sameness = new Sameness(patterns(), ignoreTimes);
        List<Path> folders = folders(console);
        try (JournalView before = open(folders.get(0));
                JournalView after = open(folders.get(1))) {
            var diff = new RunDiff(before, after, sameness);
            check(diff);
            DiffPage page = json
                    ? new DiffJson(console, before, after)
                    : new DiffText(console, before, after, full ? Integer.MAX_VALUE : SHOWN_LINES);
            Sums sums = diff.compare(name -> devices.isEmpty() || devices.contains(name), page::add);
            var fleet = devices.isEmpty() ? diff.fleet() : List.<dev.muster.history.DeviceChange.CheckChange>of();
            page.end(fleet, sums);
            return sums.areSame() && fleet.isEmpty() ? SAME : DIFFERENT;
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private static JournalView open(Path folder) throws WrongInput {
        try {
            return JournalView.open(folder);
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private List<Pattern> patterns() throws WrongInput {
        var patterns = new ArrayList<Pattern>();
        for (String regex : ignore) {
            try {
                patterns.add(Pattern.compile(regex));
            } catch (PatternSyntaxException e) {
                throw new WrongInput("--ignore `" + regex + "` is not a regular expression: " + e.getDescription()
                        + " at character " + e.getIndex());
            }
        }
        return patterns;
    }

    private void check(RunDiff diff) throws WrongInput {
        Set<String> known = diff.devices();
        for (String device : devices) {
            if (!known.contains(device)) {
                throw new WrongInput(
                        "--device: neither run has a device `" + device + "`" + Suggestion.among(known, device));
            }
        }
    }

    /** The earlier run and the later one. */
    private List<Path> folders(Console console) throws WrongInput {
        if (last != null && !runs.isEmpty()) {
            throw new WrongInput("name two runs, or --last JOB, not both");
        }
        if (last != null) {
            return lastTwo(JobName.of(last), console);
        }
        if (runs.isEmpty()) {
            throw new WrongInput("name two runs (RUN is a folder, an id or `last`), or --last JOB");
        }
        Path first = muster.pastRuns().find(runs.getFirst());
        return runs.size() == 2 ? List.of(first, muster.pastRuns().find(runs.get(1))) : List.of(before(first), first);
    }

    private List<Path> lastTwo(String job, Console console) throws WrongInput {
        var ended = new ArrayList<Path>();
        Iterator<Path> newest = muster.pastRuns().newestOf(job).iterator();
        while (newest.hasNext() && ended.size() < 2) {
            Path folder = newest.next();
            try (JournalView run = open(folder)) {
                if (run.state().ended()) {
                    ended.addFirst(folder);
                } else {
                    console.say("left out, since it has not ended: " + Visible.line(folder.toString()));
                }
            } catch (IOException e) {
                throw new WrongInput(String.valueOf(e.getMessage()));
            }
        }
        if (ended.size() < 2) {
            throw new WrongInput("job `" + job + "` has " + (ended.isEmpty() ? "no run" : "only one run")
                    + " that ended, in reports/ or begun from this folder" + among(job));
        }
        return ended;
    }

    private String among(String job) {
        var jobs = JobName.known(muster.pastRuns().newest());
        return jobs.contains(job) ? "" : Suggestion.among(jobs, job);
    }

    private Path before(Path folder) throws WrongInput {
        try {
            var run = JournalView.head(folder);
            List<Path> runs = muster.pastRuns().newestOf(run.job()).toList();
            int place = runs.indexOf(PastRuns.fromHere(folder)); // runs of one second have ids in no order
            return runs.stream()
                    .skip(place + 1)
                    .filter(other -> place >= 0 || isBefore(other, run.id()))
                    .findFirst()
                    .orElseThrow(() -> new WrongInput(
                            "job `" + run.job() + "` has no run before " + run.id() + "; name two runs"));
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBefore(Path folder, String id) {
        try {
            return JournalView.head(folder).id().compareTo(id) < 0;
        } catch (IOException e) {
            return false; // it is no run to compare with
        }
    }
}
