package dev.muster.cli;

import dev.muster.history.History;
import dev.muster.history.Questions;
import dev.muster.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster history}: runs over time. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Past runs: how many devices were ok, how many checks passed, how long it took, what changed.",
        footer = {
            "",
            "Examples:",
            "  muster history                        the last runs of all jobs",
            "  muster history access-audit           one job, with the devices and checks that fail most",
            "  muster history --device R1            one device over time",
            "  muster history --prune --keep 90d     forget runs that began more than 90 days ago",
            "  muster history --prune --keep 30 --runs   keep the last 30 runs of each job, remove older folders",
            "",
            "Runs are taken in from their journals when this command is called; the history lies in reports/.history/."
        })
final class HistoryCommand implements Callable<Integer> {
    private static final int MOST_ROWS = 100_000;

    @ParentCommand
    private MusterCommand muster;

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "A job's name or its file.")
    private @Nullable String job;

    @Option(names = "--limit", paramLabel = "N", description = "How many runs (default 20).")
    private int limit = 20;

    @Option(names = "--device", paramLabel = "NAME", description = "One device over time.")
    private @Nullable String device;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--database", paramLabel = "FILE", description = "In place of reports/.history/history.db.")
    private Path database = PastRuns.REPORTS.resolve(".history").resolve("history.db");

    @Option(names = "--rebuild", description = "Make the history again from the runs that are still there.")
    private boolean rebuild;

    @ArgGroup(exclusive = false)
    private @Nullable Pruning pruning;

    @Override
    public Integer call() throws WrongInput, IOException {
        Console console = muster.console(false, false);
        if (limit < 1 || limit > MOST_ROWS) {
            throw new WrongInput("--limit is " + limit + "; it must be from 1 to " + MOST_ROWS);
        }
        String name = job == null ? null : JobName.of(job);
        try (History history = open(console)) {
            if (pruning != null) {
                return pruning.prune(history, name, console);
            }
            show(history.questions(), name, console);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private History open(Console console) throws IOException {
        if (rebuild) {
            History.remove(database);
        }
        List<Path> folders = muster.pastRuns().newest();
        History history = History.open(database);
        try {
            History.Update update = history.update(folders);
            update.troubles().forEach(trouble -> console.say("left out: " + Visible.line(trouble)));
            if (rebuild) {
                console.say("the history was made again from " + update.added() + " runs");
            }
            return history;
        } catch (IOException e) {
            history.close();
            throw e;
        }
    }

    private void show(Questions questions, @Nullable String name, Console console) throws WrongInput, IOException {
        List<String> jobs = questions.jobs();
        if (name != null && !jobs.contains(name)) {
            throw new WrongInput("no run of job `" + name + "`"
                    + (jobs.isEmpty() ? " in reports/ or begun from this folder" : Suggestion.among(jobs, name)));
        }
        if (device != null) {
            showDevice(questions, device, name, console);
            return;
        }
        var runs = questions.runs(name, limit);
        if (json) {
            new HistoryJson(console).runs(runs, name == null ? List.of() : questions.drift(name));
        } else if (runs.isEmpty()) {
            console.say("no run in reports/ or begun from this folder");
        } else {
            new HistoryText(console).runs(runs, name == null);
            if (name != null) {
                new HistoryText(console).job(questions, name, Objects.checkIndex(limit, MOST_ROWS + 1));
            }
        }
    }

    private void showDevice(Questions questions, String device, @Nullable String name, Console console)
            throws WrongInput, IOException {
        var rows = questions.device(device, name, limit);
        if (rows.isEmpty()) {
            throw new WrongInput("no run " + (name == null ? "" : "of job `" + name + "` ") + "has a device `" + device
                    + "`" + Suggestion.among(questions.devices(), device));
        }
        if (json) {
            new HistoryJson(console).device(device, rows);
        } else {
            new HistoryText(console).device(rows, name == null);
        }
    }
}
