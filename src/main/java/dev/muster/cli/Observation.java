package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.result.RunInfo;
import dev.muster.result.Tally;
import dev.muster.run.Live;
import dev.muster.scope.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Lets others see a run while it goes on: by its status file, its metrics and SIGQUIT. */
final class Observation implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final RunInfo run;
    private final Counts counts;
    private final Live live;
    private final Journal journal;
    private final Console console;
    private final StatusFile status;
    private final MetricsFile metrics;
    private final QuitSignal quit = new QuitSignal();
    private final Timers timers = new Timers();
    private final Duration earlier;
    private final long begin = System.nanoTime();
    private final ReentrantLock writing = new ReentrantLock();
    private boolean open = true;

    /** @param earlier how long other processes have worked on the run */
    Observation(RunInfo run, Counts counts, Live live, Journal journal, Console console, Duration earlier) {
        this.run = run;
        this.counts = counts;
        this.live = live;
        this.journal = journal;
        this.console = console;
        this.earlier = earlier;
        this.status = new StatusFile(run.folder());
        this.metrics = new MetricsFile(run);
    }

    void start() {
        timers.every(PERIOD, this::write);
        timers.every(LOOK, this::answer);
    }

    private void write() {
        writing.lock();
        try {
            if (open) {
                Tally tally = counts.now();
                status.write(StatusFile.Content.of(run.id(), run.devices(), tally, live));
                metrics.write(moment(tally));
            }
        } finally {
            writing.unlock();
        }
    }

    private MetricsFile.Moment moment(Tally tally) {
        Duration elapsed = earlier.plus(Duration.ofNanos(System.nanoTime() - begin));
        return new MetricsFile.Moment(tally, live.count(), journal.syncs(), elapsed, counts.hasEnded());
    }

    private void answer() {
        if (quit.hasCome()) {
            say();
        }
    }

    /** What the run is doing now, on standard error. */
    void say() {
        var running = live.now();
        console.say(StatusText.counts(counts.now(), run.devices(), running.size()));
        StatusText.devices(running).forEach(console::say);
    }

    @Override
    public void close() {
        timers.close();
        quit.close();
        writing.lock();
        try {
            open = false;
            status.remove();
            metrics.write(moment(counts.now()));
        } finally {
            writing.unlock();
        }
    }
}
