package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Permits;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * How many devices are worked on at once: half as many while connecting makes trouble, more again when it does not. Where
 * fewer at once do not help, such as for a site that is down, the trouble is not of the run's making and it goes on as before.
 */
final class Crowd {
    private static final Set<FailureKind> CONNECT_ERRORS = EnumSet.of(
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.CONNECTION_REFUSED,
            FailureKind.DISCONNECTED,
            FailureKind.SESSION_LIMIT);
    private static final int LEAST_RESULTS = 10;
    private static final int PATIENCE = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Permits permits;
    private final int most;
    private final Consumer<String> notice;
    private int limit;
    private int skip;
    private int results;
    private int errors;
    private int logins;
    private long loginMillis;
    private double usualLogin = Double.MAX_VALUE;
    private double strainBefore;
    private int holdOff;
    private int patience = PATIENCE;

    /** @param notice told when it changes */
    Crowd(Permits permits, int most, Consumer<String> notice) {
        this.permits = permits;
        this.most = most;
        this.limit = most;
        this.notice = notice;
    }

    /** How many at once now. */
    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    void learn(DeviceResult result) {
        lock.lock();
        try {
            if (skip > 0) { // it began before the last change
                skip--;
                return;
            }
            count(result);
            if (results >= Math.max(LEAST_RESULTS, limit)) {
                decide();
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(DeviceResult result) {
        results++;
        Failure failure = result.outcome().failure();
        if (failure != null && failure.stage().compareTo(Stage.STEP) < 0 && CONNECT_ERRORS.contains(failure.kind())) {
            errors++;
        } else if (result.timing().phases().containsKey(Phase.STEPS)) {
            logins++;
            loginMillis +=
                    result.timing().millis(Phase.CONNECT) + result.timing().millis(Phase.AUTH);
        }
    }

    /** A third of the devices with connect errors, or logins that take two seconds more than thrice as long as usual: 1. */
    private double strain() {
        double login = logins == 0 ? 0 : (double) loginMillis / logins;
        usualLogin = logins == 0 ? usualLogin : Math.min(usualLogin, login);
        return Math.max(3.0 * errors / results, login / (3 * usualLogin + 2000));
    }

    private void decide() {
        double strain = strain();
        int errorsSeen = errors;
        int resultsSeen = results;
        results = 0;
        errors = 0;
        logins = 0;
        loginMillis = 0;
        boolean helped = strain < 0.75 * strainBefore;
        if (strain < 1) {
            grow();
        } else if (limit < most && !helped) {
            holdOff = patience;
            patience *= 2;
            change(most, "fewer devices at once did not help: " + most + " again");
        } else if (holdOff > 0) {
            holdOff--;
        } else if (limit > 1) {
            strainBefore = strain;
            change(
                    Math.max(1, limit / 2),
                    "connecting makes trouble (" + errorsSeen + " errors among " + resultsSeen + " devices"
                            + (errorsSeen * 3 < resultsSeen ? ", slow logins" : "") + "): " + Math.max(1, limit / 2)
                            + " devices at once from now");
        }
    }

    private void grow() {
        if (limit < most) {
            int more = Math.min(most, limit + Math.max(1, limit / 2));
            change(more, more == most ? "connecting goes well: " + most + " devices at once again" : "");
        }
    }

    private void change(int to, String why) {
        skip = limit;
        permits.change(to - limit);
        limit = to;
        if (!why.isEmpty()) {
            notice.accept(why);
        }
    }
}
