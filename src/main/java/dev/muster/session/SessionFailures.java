package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.regex.Pattern;

/** Says what went wrong in a conversation, with what was waited for and what came. */
final class SessionFailures {
    private final Platform platform;
    private final Prompts prompts;
    private final Conversation talk;

    SessionFailures(Platform platform, Prompts prompts, Conversation talk) {
        this.platform = platform;
        this.prompts = prompts;
        this.talk = talk;
    }

    /** No prompt came in time. */
    Failure noPrompt(Stage stage, String what, Duration limit) {
        String recent = talk.recent();
        String tail = talk.tail().strip();
        String seen = recent.isBlank() ? "nothing was received" : "the last line was `" + tail + "`";
        Failure failure = Failure.of(
                FailureKind.PROMPT_TIMEOUT,
                stage,
                what + " did not come within " + Durations.text(limit) + "; " + seen);
        String hint = tail.isEmpty()
                ? "the device logs in but stays silent; try by hand, or raise `limits.command`"
                : "if that is the prompt, set for this device: prompt: '" + escaped(tail) + "'";
        return failure.withEvidence(prompts.expected(), recent).withHint(hint);
    }

    /** The answer to a command did not end in time. */
    Failure late(String command, Reading how) {
        Failure failure = Failure.of(
                FailureKind.COMMAND_TIMEOUT,
                Stage.STEP,
                "`" + command + "` did not end within " + Durations.text(how.limit()));
        return failure.withEvidence(
                how.ending() == null ? prompts.expected() : how.ending().pattern(), talk.recent());
    }

    /** Something was to be typed where nobody knows whether the device listens. */
    static Failure neverPrompted() {
        return Failure.of(
                FailureKind.PROMPT_TIMEOUT,
                Stage.STEP,
                "no prompt was ever seen; a job that begins with `expect` can only go on with `expect` or `show`");
    }

    private static String escaped(String text) {
        return "^" + text.replaceAll("([\\\\.^$|?*+()\\[\\]{}])", "\\\\$1").replace("'", "''");
    }

    /** Instead of a prompt came the demand for a new password. */
    Failure passwordExpired() {
        return Failure.of(
                        FailureKind.PASSWORD_EXPIRED,
                        Stage.LOGIN,
                        "the device wants a new password before it gives a prompt")
                .withEvidence(null, talk.recent());
    }

    /** The device ended the connection; a text that it has no free session says why. */
    Failure disconnected(Stage stage, String what) {
        String recent = talk.recent();
        for (Pattern full : platform.sessionLimit()) {
            var found = full.matcher(recent);
            if (found.find()) {
                return Failure.of(FailureKind.SESSION_LIMIT, stage, "the device has no free session: " + found.group())
                        .withEvidence(null, recent);
            }
        }
        return Failure.of(FailureKind.DISCONNECTED, stage, talk.closed() + " before " + what)
                .withEvidence(prompts.expected(), recent);
    }
}
