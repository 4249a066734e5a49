package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.plan.Plan;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.run.BatchRunner;
import dev.muster.run.Stop;
import dev.muster.scope.Timers;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one process does for a run: all of it, or what an earlier one left. */
final class LiveRun {
    private final RunInfo run;
    private final Journal journal;
    private final WholeRun.Past past;
    private final Console console;
    private final Counts counts = new Counts();
    private final List<RunListener> listeners = new ArrayList<>();

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

    /** Adds observers of the whole run. */
    LiveRun toldAll(List<RunListener> more) {
        more.forEach(listener -> listeners.add(new WholeRun(listener, run, past)));
        return this;
    }

    /** Adds an observer of what happens now. */
    LiveRun told(RunListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Runs the devices of a plan; gives the status for the process. */
    int run(Plan plan) throws InterruptedException {
        var progress = new ProgressListener(console, System::nanoTime);
        told(progress);
        toldAll(List.of(counts, new Summary(console)));
        var stop = new Stop();
        try (var ticks = new Timers();
                var signals = Signals.stopping(stop, console);
                var connector = new Connector(new SshConnector(SshConnector.defaultPins()))) {
            var outputs = new LargeOutputs(run.folder(), plan.memoryLimit(), plan.outputLimit());
            var runner = new BatchRunner(plan, connector, outputs::of, stop);
            try (var observation = new Observation(run, counts, runner.live(), journal, console, past.elapsed())) {
                observation.start();
                progress.start(ticks);
                Tally part = runner.run(part(plan), journal, listeners);
                return ExitCode.of(signals.interruption(), counts.now().stopped(part.stopped()), true);
            }
        }
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
