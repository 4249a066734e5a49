package dev.muster.cli;

import dev.muster.job.Reports;
import dev.muster.journal.Journal;
import dev.muster.journal.RunState;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster report}: the files of a run, made again from its journal. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Makes the reports of a run again, from its journal alone.",
        footer = {
            "",
            "Examples:",
            "  muster report last",
            "  muster report reports/audit/20261122-143000-k3x9 --report csv,files"
        })
final class ReportCommand implements Callable<Integer> {
    private static final String SESSIONS = "sessions";

    @ParentCommand
    private MusterCommand muster;

    @Parameters(paramLabel = "RUN", description = "The run's folder, its id, or `last`.")
    private String run = "";

    @Option(names = "--report", split = ",", paramLabel = "NAME", description = "Other reports than the run's own.")
    private List<String> reports = new ArrayList<>();

    @Override
    public Integer call() throws WrongInput {
        Console console = muster.console(false, false);
        var problems = new Problems();
        reports.forEach(name -> Reports.check(name, Mark.of("command line"), problems));
        if (!problems.isEmpty()) {
            throw new WrongInput(problems);
        }
        if (reports.contains(SESSIONS)) {
            throw new WrongInput(
                    "the report `" + SESSIONS + "` is written while devices talk and cannot be made afterwards");
        }
        Path folder = muster.pastRuns().find(run);
        try (Journal journal = PastRuns.open(folder)) {
            make(folder, journal, console);
            return ExitCode.OK;
        } catch (IOException e) {
            console.say("muster: " + Visible.line(String.valueOf(e.getMessage())));
            return ExitCode.STOPPED;
        }
    }

    private void make(Path folder, Journal journal, Console console) throws IOException {
        RunState state = journal.state();
        PastRuns.warnings(state).forEach(warning -> console.say("warning: " + warning));
        List<String> names = reports.isEmpty()
                ? state.run().reports().stream()
                        .filter(name -> !name.equals(SESSIONS))
                        .toList()
                : reports.stream().distinct().toList();
        var rebuilding = new Rebuilding(folder, journal);
        var tally = rebuilding.tell(rebuilding.reports(names), state.ended() ? state.stopped() : "the run died");
        IndexPage.refresh(folder, console);
        console.say(tally.devices() + " devices in " + Visible.line(folder.toString()) + ": "
                + (names.isEmpty() ? "no reports" : String.join(", ", names)));
        if (!state.ended()) {
            console.say("the run did not end; go on with it: muster resume " + Visible.line(folder.toString()));
        }
    }
}
