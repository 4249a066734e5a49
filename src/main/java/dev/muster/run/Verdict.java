package dev.muster.run;

import dev.muster.job.RunOptions.OnError;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what came of the devices, and stops the run when the job's rules say so. */
final class Verdict {
    private final Plan plan;
    private final Stop stop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Tally.Counter counter = new Tally.Counter();

    Verdict(Plan plan, Stop stop) {
        this.plan = plan;
        this.stop = stop;
    }

    void on(DeviceResult result) {
        lock.lock();
        try {
            counter.add(result);
        } finally {
            lock.unlock();
        }
        if (plan.onError() == OnError.STOP && failed(result.status())) {
            stop.endAll(new Stop.Reason(
                    Stop.Cause.POLICY,
                    "on_error: stop, after " + result.device() + " failed",
                    new Outcome.Cancelled("stopped after " + result.device() + " failed")));
        }
    }

    /** A device that was stopped or never started is the consequence of another's failure, not one itself. */
    private static boolean failed(Status status) {
        return switch (status) {
            case OK, SKIPPED, CANCELLED -> false;
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> true;
        };
    }

    Tally tally(Duration elapsed) {
        lock.lock();
        try {
            Stop.Reason reason = stop.reason();
            return counter.tally(elapsed, reason == null ? "" : reason.text());
        } finally {
            lock.unlock();
        }
    }
}
