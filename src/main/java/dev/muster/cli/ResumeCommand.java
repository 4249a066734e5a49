package dev.muster.cli;

import dev.muster.audit.EarlierRuns;
import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.journal.RunState;
import dev.muster.journal.RunState.Standing;
import dev.muster.plan.Plan;
import dev.muster.plan.Prepared;
import dev.muster.result.CheckResult;
import dev.muster.result.RunEvent;
import dev.muster.result.Tally;
import dev.muster.run.Audit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster resume}: goes on with a run that was killed or stopped. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a run that was killed or stopped: only what has no outcome is run. Of a complete run"
                        + " it makes the files again.",
        footer = {
            "",
            "Examples:",
            "  muster resume last",
            "  muster resume reports/audit/20261122-143000-k3x9 --rerun-unknown",
            "",
            "Exit status as of `muster run`, for the whole run; 2 when the job or inventory has changed."
        })
final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Parameters(paramLabel = "RUN", description = "The run's folder, its id, or `last`.")
    private String run = "";

    @Option(
            names = "--rerun-unknown",
            description = "Also devices that were in the midst of a change when the run died.")
    private boolean rerunUnknown;

    @Option(names = "--force", description = "Although the job or inventory has changed, as they are now.")
    private boolean force;

    @Option(names = "--max-workers", paramLabel = "N", description = "How many devices at once.")
    private @Nullable Integer maxWorkers;

    @Option(names = "--quiet", description = "Only failures on standard error.")
    private boolean quiet;

    @Option(names = "--json", description = "The events of this part of the run as JSON lines on standard output.")
    private boolean json;

    @Override
    public Integer call() throws WrongInput, InterruptedException {
        Console console = muster.console(quiet, false);
        Path folder = muster.pastRuns().find(run);
        try (Journal journal = PastRuns.open(folder)) {
            RunState state = journal.state();
            PastRuns.warnings(state).forEach(warning -> console.say("warning: " + warning));
            if (state.damaged() > 0 && !force) {
                throw new WrongInput(folder.resolve(Journal.NAME)
                        + ": a device whose result was in a damaged line would be run again; --force does so");
            }
            var rest = new Rest(state, rerunUnknown);
            return rest.isEmpty() ? rebuild(folder, journal, console) : goOn(folder, journal, rest, console);
        } catch (IOException e) {
            console.say("muster: " + Visible.line(String.valueOf(e.getMessage())));
            return ExitCode.STOPPED;
        }
    }

    private int rebuild(Path folder, Journal journal, Console console) throws WrongInput, IOException {
        RunState state = journal.state();
        int asks = state.standings(Standing.UNKNOWN).size();
        console.say("nothing is left to run; the files are made again");
        if (asks > 0) {
            console.say(Rest.asks(asks));
        }
        return state.ended() ? again(folder, journal, console) : end(folder, journal, console);
    }

    private static int again(Path folder, Journal journal, Console console) throws IOException {
        RunState state = journal.state();
        var rebuilding = new Rebuilding(folder, journal);
        var listeners = rebuilding.reports(state.run().reports());
        var checks = new CheckCounts();
        listeners.addAll(List.of(checks, new Summary(console, checks)));
        Tally tally = rebuilding.tell(listeners, state.stopped());
        return ExitCode.of(ExitCode.Interruption.NONE, tally, checks.hold());
    }

    /** Does what a run that died between its last device and its end did not come to. */
    private int end(Path folder, Journal journal, Console console) throws WrongInput, IOException {
        RunState state = journal.state();
        RunCommand earlier = muster.earlierRun(state.run().arguments(), base(state));
        Plan plan = plan(earlier, console);
        FollowUp followUp = plan == null ? null : followUp(earlier, plan, console);
        List<CheckResult> fleet = plan == null ? state.fleet() : comparison(plan, folder, journal);
        var rebuilding = new Rebuilding(folder, journal);
        var listeners = rebuilding.reports(state.run().reports());
        var checks = new CheckCounts();
        listeners.addAll(List.of(checks, new Summary(console, checks)));
        if (followUp != null) {
            listeners.addAll(followUp.listeners());
        }
        Tally tally = rebuilding.tell(listeners, "", fleet);
        keepEnd(journal, tally, fleet);
        int status = ExitCode.of(ExitCode.Interruption.NONE, tally, checks.hold());
        if (followUp != null) {
            followUp.end(status, journal);
        }
        return status;
    }

    private static void keepEnd(Journal journal, Tally tally, List<CheckResult> fleet) throws IOException {
        journal.resume(new Entry.Resumed(Instant.now(), new Version().getVersion()[0], Worker.current(), null));
        var end = new RunEvent.RunEnded(
                new Tally(tally.devices(), tally.byStatus(), tally.byFailure(), 0, Duration.ZERO, ""));
        journal.keep(fleet.isEmpty() ? List.of(end) : List.of(new RunEvent.FleetChecked(fleet), end));
    }

    /** The plan without its secrets; null when the job can no longer be read, which the files do not need. */
    private static @Nullable Plan plan(RunCommand earlier, Console console) {
        try {
            return earlier.prepare(false).plan();
        } catch (WrongInput e) {
            console.say("warning: no checks across devices, backup and notifications, for the job is not what it was: "
                    + Visible.line(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static FollowUp followUp(RunCommand earlier, Plan plan, Console console) throws WrongInput {
        boolean secrets = !plan.afterRun().notifications().isEmpty();
        return earlier.followUp(secrets ? earlier.prepare(true).plan() : plan, console);
    }

    /** What checks across devices find in the results of a run that died before they were made. */
    private static List<CheckResult> comparison(Plan plan, Path folder, Journal journal) throws IOException {
        RunState state = journal.state();
        if (!state.fleet().isEmpty()) {
            return state.fleet();
        }
        var audit = new Audit(plan, folder, EarlierRuns.NONE);
        if (audit.comparesDevices()) {
            journal.results(audit::remember);
        }
        return audit.fleet();
    }

    private int goOn(Path folder, Journal journal, Rest rest, Console console)
            throws WrongInput, IOException, InterruptedException {
        RunState state = journal.state();
        var typed = new ArrayList<>(state.run().arguments());
        if (maxWorkers != null) {
            typed.addAll(List.of("--max-workers", String.valueOf(maxWorkers)));
        }
        RunCommand earlier = muster.earlierRun(typed, base(state));
        Prepared prepared = earlier.prepare(true);
        var now = PlanRecord.of(prepared.plan(), earlier.sources());
        List<String> changes = PlanChanges.between(state.contents(), now);
        if (!changes.isEmpty() && !force) {
            changes.forEach(change -> console.say(Visible.line(change)));
            throw new WrongInput("the job or inventory is not what it was when the run began; nobody was contacted."
                    + " --force goes on with it as it is now");
        }
        changes.forEach(change -> console.say("warning: " + Visible.line(change)));
        try (StandIn fleet = earlier.standIn(prepared)) {
            var resumption = new Resumption(
                            folder, journal, rest, earlier.recordings(prepared.plan()), muster.pastRuns(), console)
                    .followedBy(earlier.followUp(prepared.plan(), console));
            return resumption.run(fleet.plan(), earlier.templates(), changes.isEmpty() ? null : now, json);
        }
    }

    /** Empty when this process was started where the run was, so that messages name files as users do. */
    private static Path base(RunState state) {
        Path there = Path.of(state.run().workingFolder());
        return there.equals(Path.of("").toAbsolutePath()) ? Path.of("") : there;
    }
}
