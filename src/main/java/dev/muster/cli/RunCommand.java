package dev.muster.cli;

import dev.muster.job.RunOptions;
import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanText;
import dev.muster.plan.Prepared;
import dev.muster.report.LastRuns;
import dev.muster.report.Reports;
import dev.muster.report.RunFolder;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.run.Audit;
import dev.muster.textfsm.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Path;
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
            "  muster run audit.yaml --record recordings/  and then  muster run audit.yaml --against recordings/",
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

    @Mixin
    private RehearsalOptions rehearsal;

    @Option(names = "--dry-run", description = "Show what would run and contact nobody (= muster plan).")
    private boolean dryRun;

    @Option(names = "--quiet", description = "Only failures on standard error.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Every device on standard error.")
    private boolean verbose;

    @Option(names = "--json", description = "The run's events as JSON lines on standard output.")
    private boolean json;

    @Option(
            names = "--profile",
            description = "Record where the time goes: profile.jfr and profile.txt in the run's folder.")
    private boolean profile;

    @Override
    public Integer call() throws WrongInput, IOException, InterruptedException {
        Console console = muster.console(quiet, verbose);
        Prepared prepared = prepare(!dryRun);
        prepared.warnings().forEach(warning -> console.say(Visible.line("warning: " + warning)));
        Recordings recordings = recordings(prepared.plan());
        if (dryRun) {
            console.out(PlanText.of(prepared.plan()));
            return ExitCode.OK;
        }
        try (StandIn fleet = standIn(prepared)) {
            return run(prepared.plan(), longestFirst(fleet.plan()), recordings, console);
        }
    }

    /** Job files and options of an earlier run start from another folder than this process's. */
    void startFrom(Path folder) {
        job.startFrom(folder);
        rehearsal.startFrom(folder);
    }

    /** The job with its options; secrets are looked up where devices will be contacted. */
    Prepared prepare(boolean toRun) throws WrongInput {
        rehearsal.check();
        return job.prepare(toRun && !rehearsal.onRecordings());
    }

    /** The files that the plan was made of. */
    List<Path> sources() throws WrongInput {
        return job.sources();
    }

    /** What makes rows of answers. */
    TemplateLibrary templates() throws WrongInput {
        return job.templates(muster.environment());
    }

    /** What a rehearsal plays in place of devices, or null. */
    @Nullable
    Recordings recordings(Plan plan) throws WrongInput {
        return rehearsal.recordings(plan);
    }

    /** The plan with what stands in for its devices, where something does. */
    StandIn standIn(Prepared prepared) throws WrongInput {
        return rehearsal.standIn(prepared);
    }

    /** @param written the plan as files and options give it */
    private int run(Plan written, Plan plan, @Nullable Recordings recordings, Console console)
            throws WrongInput, IOException, InterruptedException {
        RunInfo info = RunId.info(plan, out);
        TemplateLibrary templates = templates();
        Recorder recorder = rehearsal.recorder(plan);
        try (Journal journal = journal(written, info)) {
            var run = LiveRun.begin(info, journal, console)
                    .over(recordings, recorder)
                    .audited(new Audit(plan, info.folder(), new LastAnswers(info, muster.pastRuns())))
                    .toldAll(reports(plan, info));
            if (json) {
                run.told(new EventStream(console));
            } else if (job.isAdHoc()) {
                run.told(new AdHocOutput(console, plan.order() == RunOptions.Order.INVENTORY));
            }
            return profile ? profiled(run, plan, info, console) : run.run(plan, templates);
        }
    }

    private int profiled(LiveRun run, Plan plan, RunInfo info, Console console)
            throws WrongInput, InterruptedException {
        try (var recording = Profile.into(info.folder(), console)) {
            return run.told(recording).run(plan, templates());
        }
    }

    private Journal journal(Plan plan, RunInfo info) throws WrongInput {
        try {
            RunFolder.create(info.folder());
            var record = new RunRecord(
                    info.id(),
                    String.valueOf(new Version().getVersion()[0]),
                    info.job(),
                    info.source(),
                    info.started(),
                    info.maxWorkers(),
                    plan.order() == RunOptions.Order.INVENTORY,
                    job.isAdHoc(),
                    plan.reports(),
                    fullPaths(plan.inventories()),
                    muster.arguments(),
                    Path.of("").toAbsolutePath().toString());
            var contents = PlanRecord.of(plan, job.sources());
            var first = new Entry.Began(Entry.VERSION, record, RunRecord.Worker.current(), contents);
            Journal journal = Journal.create(info.folder(), first);
            muster.pastRuns().remember(info);
            return journal;
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    private static List<RunListener> reports(Plan plan, RunInfo info) throws WrongInput {
        boolean inventoryOrder = plan.order() == RunOptions.Order.INVENTORY;
        try {
            return Reports.into(info.folder(), plan.reports(), inventoryOrder, fullPaths(plan.inventories()));
        } catch (IOException e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
    }

    /** A run with a limit begins with the devices that take longest; those of a canary keep their order. */
    private static Plan longestFirst(Plan plan) {
        if (plan.runLimit() == null || !plan.policies().canary().isEmpty()) {
            return plan;
        }
        return plan.longestFirst(LastRuns.durations(RunId.folder(plan)));
    }

    /** {@code failed.yaml} lies in the run's folder, so a path that starts from here would lead nowhere. */
    private static List<String> fullPaths(List<String> files) {
        return files.stream()
                .map(file -> Path.of(file).toAbsolutePath().normalize().toString())
                .toList();
    }
}
