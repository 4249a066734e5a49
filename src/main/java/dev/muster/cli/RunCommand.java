package dev.muster.cli;

import dev.muster.job.RunOptions;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanText;
import dev.muster.plan.Prepared;
import dev.muster.report.Reports;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.run.BatchRunner;
import dev.muster.run.Stop;
import dev.muster.scope.Timers;
import dev.muster.textfsm.TemplateLibrary;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster run}: from the command line to the exit status. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a job file, or show commands on the devices of any inventory file.",
        footer = {
            "",
            "Examples:",
            "  muster run jobs/demo.yaml",
            "  muster run audit.yaml --limit R1,R2 --max-workers 10 --out /tmp/try",
            "  muster run --devices devices.yaml 'show version' 'show ip interface brief'",
            "  muster run --devices devices.yaml --against lab 'show version'",
            "",
            "Results land in reports/JOB/TIME-ID/ (results.csv, results.json) unless --out says otherwise."
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private MusterCommand muster;

    @Mixin
    private JobOptions job;

    @Option(names = "--out", paramLabel = "DIR", description = "The run's folder; it must not hold a run already.")
    private @Nullable Path out;

    @Option(
            names = "--against",
            paramLabel = "lab",
            description = "Rehearse: lab devices stand in for those of the inventory.")
    private @Nullable String against;

    @Option(names = "--dry-run", description = "Show what would run and contact nobody (= muster plan).")
    private boolean dryRun;

    @Option(names = "--quiet", description = "Only failures on standard error.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Every device on standard error.")
    private boolean verbose;

    @Option(names = "--json", description = "The run's events as JSON lines on standard output.")
    private boolean json;

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        Console console = muster.console(quiet, verbose);
        Prepared prepared = job.prepare(!dryRun);
        prepared.warnings().forEach(warning -> console.say(Visible.line("warning: " + warning)));
        if (dryRun) {
            console.out(PlanText.of(prepared.plan()));
            return ExitCode.OK;
        }
        if (against != null && !against.equals("lab")) {
            throw new WrongInput("--against takes `lab` in this version, found `" + against + "`");
        }
        TemplateLibrary templates = job.templates(muster.environment());
        try (StandIn fleet = StandIn.of(prepared, against != null)) {
            return run(fleet.plan(), templates, console);
        }
    }

    private int run(Plan plan, TemplateLibrary templates, Console console)
            throws WrongInput, IOException, InterruptedException {
        RunInfo info = RunId.info(plan, out);
        List<RunListener> listeners = listeners(plan, info, console);
        var progress = new ProgressListener(console, System::nanoTime);
        listeners.add(progress);
        listeners.add(new Summary(console));
        var stop = new Stop();
        try (var ticks = new Timers();
                var signals = Signals.stopping(stop, console);
                var connector = new Connector(new SshConnector(SshConnector.defaultPins()))) {
            progress.start(ticks);
            var outputs = new LargeOutputs(info.folder(), plan.memoryLimit(), plan.outputLimit());
            Tally tally = new BatchRunner(plan, connector, outputs::of, stop, templates).run(info, listeners);
            return ExitCode.of(signals.interruption(), tally, true);
        }
    }

    /** {@code failed.yaml} lies in the run's folder, so a path that starts from here would lead nowhere. */
    private static List<String> fullPaths(List<String> files) {
        return files.stream()
                .map(file -> Path.of(file).toAbsolutePath().normalize().toString())
                .toList();
    }

    private List<RunListener> listeners(Plan plan, RunInfo info, Console console) throws WrongInput {
        boolean inventoryOrder = plan.order() == RunOptions.Order.INVENTORY;
        try {
            var listeners = new ArrayList<>(
                    Reports.open(plan.reports(), info.folder(), inventoryOrder, fullPaths(plan.inventories())));
            if (json) {
                listeners.add(new EventStream(console));
            } else if (job.isAdHoc()) {
                listeners.add(new AdHocOutput(console, inventoryOrder));
            }
            return listeners;
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }
}
