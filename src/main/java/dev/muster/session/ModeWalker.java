package dev.muster.session;

import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.Way;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.session.Prompts.Prompt;
import java.util.List;
import java.util.regex.Pattern;

/** Goes from one mode of a command line to another by the commands that the platform names. */
final class ModeWalker {
    private static final int MOST_REFUSALS = 4;

    private final Platform platform;
    private final Conversation talk;
    private final CliSession.Settings settings;

    ModeWalker(Platform platform, Conversation talk, CliSession.Settings settings) {
        this.platform = platform;
        this.talk = talk;
        this.settings = settings;
    }

    /** The prompt of the goal, or of the mode in which the device stays when it wants a password and none was given. */
    Prompt walk(Prompt from, String goal) throws DeviceException, InterruptedException {
        Prompt at = from;
        for (Way way : platform.route(from.mode(), goal)) {
            Prompt reached = take(way);
            if (!reached.mode().equals(way.to().name())) {
                return reached;
            }
            at = reached;
        }
        return at;
    }

    private Prompt take(Way way) throws DeviceException, InterruptedException {
        Mode next = way.to();
        String command = way.command();
        Pattern asksForSecret = way.inward() ? next.secretPrompt() : null;
        List<Pattern> asks = asksForSecret == null ? List.of() : List.of(asksForSecret);
        Ending ending = await(talk.send(command), asks);
        Secret secret = settings.account().enablePassword();
        if (ending instanceof Ending.Matched && secret == null) {
            return decline(command, asks);
        }
        if (ending instanceof Ending.Matched && secret != null) {
            ending = await(talk.sendUnseen(secret.reveal()), asks);
        }
        if (ending instanceof Ending.Prompted prompted) {
            boolean reached = prompted.prompt().mode().equals(next.name());
            if (reached || secret == null) {
                return prompted.prompt();
            }
        }
        throw new DeviceException(refused(command, next, ending));
    }

    /** The commands that leave the modes inside another one. */
    List<String> wayOut(String from, String goal) {
        return platform.route(from, goal).stream()
                .takeWhile(way -> !way.inward())
                .map(Way::command)
                .toList();
    }

    private Ending await(Echo echo, List<Pattern> asks) throws DeviceException, InterruptedException {
        return talk.await(echo, asks, LineSink.NOTHING, Deadline.in(settings.limit()));
    }

    /** Without a password the device is left where it is: many show commands work there. */
    private Prompt decline(String command, List<Pattern> asks) throws DeviceException, InterruptedException {
        for (int i = 0; i < MOST_REFUSALS; i++) {
            if (await(talk.sendUnseen(""), asks) instanceof Ending.Prompted prompted) {
                return prompted.prompt();
            }
        }
        throw new DeviceException(Failure.of(
                        FailureKind.PRIVILEGE,
                        Stage.PRIVILEGE,
                        "`" + command + "` asks for a password and none was given")
                .withEvidence(null, talk.recent())
                .withHint("set `enable_password` for this device or group"));
    }

    private Failure refused(String command, Mode next, Ending ending) {
        String why = switch (ending) {
            case Ending.Matched matched -> "the device refused the enable password";
            case Ending.Prompted prompted ->
                "`" + command + "` did not lead to " + next.name() + "; the prompt is "
                        + prompted.prompt().text();
            case Ending.Late late -> "`" + command + "` got no answer in time";
            case Ending.Closed closed -> talk.closed() + " after `" + command + "`";
        };
        return Failure.of(FailureKind.PRIVILEGE, Stage.PRIVILEGE, why)
                .withEvidence(next.prompt().toString(), talk.recent());
    }
}
