package dev.muster.cli;

import dev.muster.result.Outcome;
import dev.muster.run.Stop;
import dev.muster.scope.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Ctrl-C and {@code kill}: the first Ctrl-C lets running devices end their command and starts no more, the second ends
 * them; a SIGTERM ends them after a grace period. The run then ends as any other, with whole files.
 */
final class Signals implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Stop stop;
    private final Console console;
    private final Timers timers = new Timers();
    private final AtomicReference<ExitCode.Interruption> interruption =
            new AtomicReference<>(ExitCode.Interruption.NONE);

    private Signals(Stop stop, Console console) {
        this.stop = stop;
        this.console = console;
    }

    static Signals stopping(Stop stop, Console console) {
        var signals = new Signals(stop, console);
        Signal.handle(new Signal("INT"), signal -> signals.interrupted());
        Signal.handle(new Signal("TERM"), signal -> signals.terminated());
        return signals;
    }

    ExitCode.Interruption interruption() {
        return interruption.get();
    }

    private void interrupted() {
        var reason = new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted"));
        if (interruption.compareAndSet(ExitCode.Interruption.NONE, ExitCode.Interruption.SIGINT)) {
            console.say("stopping: running devices end their command, no more start; Ctrl-C again to end them now");
            stop.startNoMore(reason);
        } else {
            console.say("ending all running devices now");
            stop.endAll(reason);
        }
    }

    private void terminated() {
        interruption.compareAndSet(ExitCode.Interruption.NONE, ExitCode.Interruption.SIGTERM);
        var reason = new Stop.Reason(Stop.Cause.INTERRUPT, "terminated", new Outcome.Cancelled("terminated"));
        console.say("terminating: running devices are ended in " + GRACE.toSeconds() + " s, no more start");
        stop.startNoMore(reason);
        timers.after(GRACE, () -> stop.endAll(reason));
    }

    @Override
    public void close() {
        timers.close();
        Signal.handle(new Signal("INT"), sun.misc.SignalHandler.SIG_DFL);
        Signal.handle(new Signal("TERM"), sun.misc.SignalHandler.SIG_DFL);
    }
}
