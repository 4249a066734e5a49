package dev.muster.session;

import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.session.Prompts.Prompt;
import java.util.ArrayList;
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
        for (Mode next : platform.path(from.mode(), goal)) {
            Prompt reached = enter(at, next);
            if (!reached.mode().equals(next.name())) {
                return reached;
            }
            at = reached;
        }
        return at;
    }

    private Prompt enter(Prompt from, Mode next) throws DeviceException, InterruptedException {
        String command = command(from.mode(), next);
        List<Pattern> asks = next.secretPrompt() == null ? List.of() : List.of(next.secretPrompt());
        Ending ending = await(talk.send(command), asks);
        Secret secret = settings.enablePassword();
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
        var commands = new ArrayList<String>();
        String at = from;
        for (Mode next : platform.path(from, goal)) {
            if (isInward(at, next)) {
                break;
            }
            commands.add(command(at, next));
            at = next.name();
        }
        return commands;
    }

    private static boolean isInward(String from, Mode next) {
        return next.enter() != null && from.equals(next.from());
    }

    private String command(String from, Mode next) {
        Mode here = platform.mode(from);
        String command = isInward(from, next) ? next.enter() : here == null ? null : here.leave();
        if (command == null) {
            throw new IllegalStateException("no way from " + from + " to " + next.name());
        }
        return command;
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
            case Ending.Closed closed -> "the device closed the connection after `" + command + "`";
        };
        return Failure.of(FailureKind.PRIVILEGE, Stage.PRIVILEGE, why)
                .withEvidence(next.prompt().toString(), talk.recent());
    }
}
