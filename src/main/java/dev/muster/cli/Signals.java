package dev.muster.cli;

import dev.muster.result.Outcome;
import dev.muster.run.Stop;
import dev.muster.scope.Timers;
import java.time.Duration;

/**
 * Ctrl-C and {@code kill}: the first Ctrl-C lets running devices end their command and starts no more, the second ends
 * them; a SIGTERM ends them after a grace period. The run then ends as any other, with whole files.
 */
final class Signals implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Stop stop;
    private final Console console;
    private final Timers timers = new Timers();
    private volatile ExitCode.Interruption interruption = ExitCode.Interruption.NONE;

    private Signals(Stop stop, Console console) {
        this.stop = stop;
        this.console = console;
    }

    static Signals stopping(Stop stop, Console console) {
        var signals = new Signals(stop, console);
        ProcessSignal.handle("INT", () -> signals.interrupted());
        ProcessSignal.handle("TERM", () -> signals.terminated());
        return signals;
    }

    /** Calls an action on Ctrl-C and on SIGTERM, for the rest of the process. */
    static void call(Runnable action) {
        ProcessSignal.handle("INT", action);
        ProcessSignal.handle("TERM", action);
    }

    ExitCode.Interruption interruption() {
        return interruption;
    }

    private void interrupted() {
        var reason = new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted"));
        if (interruption == ExitCode.Interruption.NONE) {
            interruption = ExitCode.Interruption.SIGINT;
            console.say("stopping: running devices end their command, no more start; Ctrl-C again to end them now");
            stop.startNoMore(reason);
        } else {
            console.say("ending all running devices now");
            stop.endAll(reason);
        }
    }

    private void terminated() {
        if (interruption == ExitCode.Interruption.NONE) {
            interruption = ExitCode.Interruption.SIGTERM;
        }
        var reason = new Stop.Reason(Stop.Cause.INTERRUPT, "terminated", new Outcome.Cancelled("terminated"));
        console.say("terminating: running devices are ended in " + GRACE.toSeconds() + " s, no more start");
        stop.startNoMore(reason);
        timers.after(GRACE, () -> stop.endAll(reason));
    }

    @Override
    public void close() {
        timers.close();
        ProcessSignal.restore("INT");
        ProcessSignal.restore("TERM");
    }
}
