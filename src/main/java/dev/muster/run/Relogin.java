package dev.muster.run;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.session.CliSession;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logs in again and again until it works; a device that starts refuses, is silent, or closes in mid-login. */
final class Relogin {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** What passes by itself. A refused login is never tried twice, whatever the reason. */
    private static final Set<FailureKind> PASSING = EnumSet.of(
            FailureKind.DNS,
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.CONNECTION_REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.KEY_EXCHANGE,
            FailureKind.SESSION_LIMIT,
            FailureKind.PROMPT_TIMEOUT,
            FailureKind.DISCONNECTED);

    private final RenewableSession sessions;
    private final String after;
    private final Duration wait;
    private final Deadline by;
    private Duration pause = FIRST;
    private int attempts;
    private boolean away;
    private @Nullable Failure last;

    /**
     * @param after what the device was told, for messages
     * @param wait how long it may be away
     */
    Relogin(RenewableSession sessions, String after, Duration wait) {
        this.sessions = sessions;
        this.after = after;
        this.wait = wait;
        this.by = Deadline.in(wait);
    }

    /** Whether the device could not be logged in to at least once. */
    boolean wasAway() {
        return away;
    }

    /** A new session; called again, one more. */
    CliSession next() throws DeviceException, InterruptedException {
        while (true) {
            if (by.left() <= 0) {
                throw new DeviceException(never());
            }
            if (!sessions.pause(pause)) {
                throw new DeviceException(FailureKind.DISCONNECTED, Stage.STEP, "ended while the device was away");
            }
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            attempts++;
            try {
                return sessions.renew();
            } catch (DeviceException e) {
                if (!PASSING.contains(e.failure().kind()) || sessions.aborted() != null) {
                    throw e;
                }
                away = true;
                last = e.failure();
            }
        }
    }

    private Failure never() {
        Failure failure = last;
        String tried = " within " + Durations.text(wait) + " of " + after + " (" + attempts + " attempts)";
        return failure == null
                ? Failure.of(FailureKind.COMMAND_TIMEOUT, Stage.STEP, "the device did not start again" + tried)
                : new Failure(
                        FailureKind.CONNECT_TIMEOUT,
                        Stage.STEP,
                        "the device did not come back" + tried + "; the last: " + failure,
                        failure.expected(),
                        failure.lastOutput(),
                        "look at its console; if it only needs longer, raise `wait:` of the step");
    }
}
