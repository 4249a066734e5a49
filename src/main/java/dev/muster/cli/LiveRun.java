package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.plan.Plan;
import dev.muster.report.SessionLogs;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.run.Audit;
import dev.muster.run.BatchRunner;
import dev.muster.run.OverNetwork;
import dev.muster.run.Stop;
import dev.muster.run.Transports;
import dev.muster.scope.Timers;
import dev.muster.textfsm.TemplateLibrary;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one process does for a run: all of it, or what an earlier one left. */
final class LiveRun {
    private final RunInfo run;
    private final Journal journal;
    private final WholeRun.Past past;
    private final Console console;
    private final Counts counts = new Counts();
    private final List<RunListener> listeners = new ArrayList<>();
    private final CheckCounts checks = new CheckCounts();
    private @Nullable Audit audit;
    private @Nullable Recordings recordings;
    private @Nullable Recorder recorder;
    private @Nullable SessionLogs logs;

    /** @param run the whole run */
    LiveRun(RunInfo run, Journal journal, WholeRun.Past past, Console console) {
        this.run = run;
        this.journal = journal;
        this.past = past;
        this.console = console;
    }

    /** A run that begins now. */
    static LiveRun begin(RunInfo run, Journal journal, Console console) {
        return new LiveRun(run, journal, new WholeRun.Past(taker -> {}, Duration.ZERO), console);
    }

    /**
     * Says what takes the place of devices, and what keeps their sessions.
     *
     * @param recordings what is played, or null for real devices
     * @param recorder what records, or null
     */
    LiveRun over(@Nullable Recordings recordings, @Nullable Recorder recorder) {
        this.recordings = recordings;
        this.recorder = recorder;
        return this;
    }

    /** Says what the run's checks know: of earlier runs, and of devices that another process has run. */
    LiveRun audited(Audit other) {
        audit = other;
        return this;
    }

    /** Adds observers of the whole run. */
    LiveRun toldAll(List<RunListener> more) {
        for (RunListener listener : more) {
            logs = listener instanceof SessionLogs found ? found : logs;
            listeners.add(new WholeRun(listener, run, past));
        }
        return this;
    }

    /** Adds an observer of what happens now. */
    LiveRun told(RunListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Runs the devices of a plan; gives the status for the process.
     *
     * @param templates what makes rows of answers
     */
    int run(Plan wanted, TemplateLibrary templates) throws InterruptedException {
        Plan plan = recordings != null ? wanted : Room.ofProcess().fit(wanted, console::say);
        var progress = new ProgressListener(console, System::nanoTime);
        told(progress);
        toldAll(List.of(counts, checks, new Summary(console, checks)));
        var stop = new Stop();
        try (var ticks = new Timers();
                var signals = Signals.stopping(stop, console);
                var connector = new Connector(new SshConnector(SshConnector.defaultPins()))) {
            var outputs = new LargeOutputs(run.folder(), plan.memoryLimit(), plan.outputLimit());
            var sessions = new Sessions(logs, recorder);
            var runner = new BatchRunner(plan, sessions.heard(transports(connector)), outputs::of, stop, templates);
            if (audit != null) {
                runner.with(audit);
            }
            try (var observation = new Observation(run, counts, runner.live(), journal, console, past.elapsed())) {
                observation.start();
                progress.start(ticks);
                Housekeeping.every(ticks);
                Tally part = runner.run(part(plan), journal, sessions.listeners(listeners));
                IndexPage.refresh(run.folder(), console);
                return ExitCode.of(signals.interruption(), counts.now().stopped(part.stopped()), checks.hold());
            }
        }
    }

    private Transports transports(Connector connector) {
        Recordings played = recordings;
        return played != null ? (device, notice) -> played.to(device) : new OverNetwork(connector);
    }

    private RunInfo part(Plan plan) {
        return new RunInfo(
                run.id(),
                run.job(),
                run.source(),
                run.folder(),
                run.started(),
                plan.devices().size(),
                plan.maxWorkers());
    }
}
