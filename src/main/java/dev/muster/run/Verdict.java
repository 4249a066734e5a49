package dev.muster.run;

import dev.muster.job.Policies.Share;
import dev.muster.job.RunOptions.OnError;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
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
    private int ended;
    private int ok;
    private int failed;

    Verdict(Plan plan, Stop stop) {
        this.plan = plan;
        this.stop = stop;
    }

    void on(DeviceResult result) {
        lock.lock();
        try {
            counter.add(result);
            ended++;
            ok += result.status() == Status.OK ? 1 : 0;
            if (hasFailed(result.status())) {
                failed++;
                onFailure(result.device());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A device that was stopped or never started is the consequence of another's failure, not one itself. */
    private static boolean hasFailed(Status status) {
        return switch (status) {
            case OK, SKIPPED, CANCELLED -> false;
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> true;
        };
    }

    private void onFailure(String device) {
        if (plan.onError() == OnError.STOP) {
            stop.endAll(byPolicy("on_error: stop, after " + device + " failed", "stopped after " + device + " failed"));
        }
        Share most = plan.policies().maxFailures();
        if (most != null && failed > most.of(plan.devices().size())) {
            String why = "max_failures: " + most + " exceeded, " + devices(failed) + " failed";
            stop.holdBack(byPolicy(why, why));
        }
    }

    /** The next batch starts only when all devices so far are ok, but for those that may fail. */
    void onBatch() {
        lock.lock();
        try {
            Share most = plan.policies().maxFailures();
            int allowed = most == null ? 0 : most.of(plan.devices().size());
            if (ended < plan.devices().size() && ended - ok > allowed) {
                String why = "canary: " + (ended - ok) + " of the first " + devices(ended) + " not ok";
                stop.holdBack(byPolicy(why, why));
            }
        } finally {
            lock.unlock();
        }
    }

    private static String devices(int count) {
        return count == 1 ? "1 device" : count + " devices";
    }

    private static Stop.Reason byPolicy(String why, String forDevices) {
        return new Stop.Reason(Stop.Cause.POLICY, why, new Outcome.Cancelled(forDevices));
    }

    Tally tally(Duration elapsed) {
        lock.lock();
        try {
            Stop.Reason reason = stop.reason();
            return counter.tally(elapsed, reason == null ? breaker() : reason.text());
        } finally {
            lock.unlock();
        }
    }

    private String breaker() {
        int broken = counter.failures(FailureKind.LOGIN_BREAKER);
        return broken == 0 ? "" : "login breaker: " + devices(broken) + " not tried, to lock no account";
    }
}
