package dev.muster.transport;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.time.Duration;
import java.util.regex.Pattern;

/** Turns the end of a telnet login into a failure that says why. */
final class TelnetDiagnosis {
    private static final Pattern NO_PASSWORD_SET = Pattern.compile("(?i)password required, but none set");
    private static final Pattern FULL = Pattern.compile(
            "(?i)too many|(?:all|no free) (?:\\w+ )?(?:lines|ports|sessions|connections)|maximum (?:number of )?\\w*"
                    + " ?(?:sessions|connections|users)|session limit|line (?:is )?(?:busy|in use)");
    private static final Pattern TURNED_AWAY =
            Pattern.compile("(?i)refused|denied|not (?:allowed|permitted|authori[sz]ed)|prohibited|policy");

    private final Target target;
    private final TelnetLogin login;
    private final LoginScreen screen;

    TelnetDiagnosis(Target target, TelnetLogin login, LoginScreen screen) {
        this.target = target;
        this.login = login;
        this.screen = screen;
    }

    /** The device has said no, or asked again. */
    Failure refused() {
        return with(Failure.of(
                FailureKind.AUTHENTICATION, Stage.AUTHENTICATE, target + " refused the login of " + target.username()));
    }

    /** The device closed the connection while something was waited for. */
    Failure closed(boolean userSent, boolean passwordSent) {
        if (screen.says(NO_PASSWORD_SET)) {
            return with(Failure.of(
                            FailureKind.AUTHENTICATION,
                            Stage.AUTHENTICATE,
                            target + " lets nobody in: password required, but none set"))
                    .withHint("the device itself needs a line password or `login local` before telnet can log in");
        }
        if (screen.says(FULL)) {
            return with(Failure.of(
                    FailureKind.SESSION_LIMIT,
                    Stage.LOGIN,
                    target + " has no room for a session: " + screen.firstLine()));
        }
        boolean answered = userSent || passwordSent;
        boolean silent = screen.firstLine().isEmpty();
        if ((answered && screen.says(login.failed())) || (passwordSent && silent)) {
            return refused();
        }
        return answered ? closedAfterAnswer() : closedAtOnce();
    }

    private Failure closedAfterAnswer() {
        return with(Failure.of(
                FailureKind.DISCONNECTED,
                Stage.AUTHENTICATE,
                target + " closed the connection during the login" + said()));
    }

    private Failure closedAtOnce() {
        if (screen.says(TURNED_AWAY)) {
            return with(Failure.of(
                            FailureKind.CONNECTION_REFUSED,
                            Stage.CONNECT,
                            target + " turned the connection away" + said()))
                    .withHint(
                            "the device lets telnet in from other addresses only, or not at all; check its access lists");
        }
        return with(Failure.of(
                        FailureKind.DISCONNECTED,
                        Stage.CONNECT,
                        target + " closed the connection before it asked for a login" + said()))
                .withHint("check `port:` and `transport:`, and whether the device has a free session");
    }

    /** The limit for the login has passed. */
    Failure late(boolean userSent, boolean passwordSent, Duration limit) {
        String what = " asked for no login and showed no prompt";
        if (passwordSent) {
            what = " showed no prompt after the password";
        } else if (userSent) {
            what = " asked for no password after the user name and showed no prompt";
        }
        String message = target + what + " within " + ConnectFailure.seconds(limit) + said();
        return with(Failure.of(FailureKind.PROMPT_TIMEOUT, Stage.AUTHENTICATE, message))
                .withHint("log in by hand to see what the device shows, or raise `limits.auth`");
    }

    private String said() {
        String first = screen.firstLine();
        return first.isEmpty() ? "" : "; it said: " + first;
    }

    private Failure with(Failure failure) {
        String recent = screen.recent();
        return failure.withEvidence(login.user() + "\n" + login.password(), recent.isEmpty() ? null : recent);
    }
}
