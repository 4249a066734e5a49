package dev.muster.session;

import dev.muster.platform.Dialog;
import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.session.Prompts.Prompt;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From the open shell to the prompt at which commands run: learns the prompt, enters the mode, sets the terminal up. */
final class Arrival {
    private static final int MOST_QUESTIONS = 10;

    /** What follows the news that a password has run out, after a login that was right. */
    private static final Pattern NEW_PASSWORD =
            Pattern.compile("(?i)^\\W*(?:current|old|new)\\b[^:]*\\bpassword\\b[^:]*: ?$");

    private final Platform platform;
    private final Conversation talk;
    private final ModeWalker walker;
    private final CliSession.Settings settings;
    private final SessionFailures failures;
    private final Consumer<Prompt> see;

    /** @param see told of every prompt that is the device's own */
    Arrival(
            Platform platform,
            Conversation talk,
            CliSession.Settings settings,
            SessionFailures failures,
            Consumer<Prompt> see) {
        this.platform = platform;
        this.talk = talk;
        this.walker = new ModeWalker(platform, talk, settings);
        this.settings = settings;
        this.failures = failures;
        this.see = see;
    }

    /** What is known when the device is ready for commands. */
    record Arrived(Prompt prompt, boolean proved) {}

    Arrived arrive() throws DeviceException, InterruptedException {
        Prompt first = firstPrompt();
        see.accept(first);
        Prompt at = walk(first);
        var questions = new Questions(talk, settings.account());
        for (String command : platform.setup()) {
            Echo echo = talk.send(command);
            Deadline by = Deadline.in(settings.limit());
            Questions.Asked asked = questions.await(command, echo, platform.dialogs(), LineSink.NOTHING, by);
            at = prompted(asked.ending(), Stage.SETUP, "the prompt after `" + command + "`");
            see.accept(at);
        }
        if (first.mode().equals(platform.defaultMode()) && !at.mode().equals(platform.defaultMode())) {
            // a banner looked like a prompt; the echo of a command has shown the real one
            at = walk(at);
        }
        return new Arrived(at, !platform.setup().isEmpty() || !at.mode().equals(first.mode()));
    }

    private Prompt firstPrompt() throws DeviceException, InterruptedException {
        List<Dialog> dialogs = platform.login().dialogs();
        List<Pattern> questions = Stream.concat(dialogs.stream().map(Dialog::match), Stream.of(NEW_PASSWORD))
                .toList();
        Deadline by = Deadline.in(settings.limit());
        Echo echo = Echo.nothingSent();
        for (int asked = 0; asked <= MOST_QUESTIONS; asked++) {
            Ending ending = talk.await(echo, questions, LineSink.NOTHING, by);
            if (!(ending instanceof Ending.Matched matched)) {
                return prompted(ending, Stage.LOGIN, "the first prompt");
            }
            if (matched.index() == dialogs.size()) {
                throw new DeviceException(failures.passwordExpired());
            }
            echo = answer(dialogs.get(matched.index()));
        }
        throw new DeviceException(
                Failure.of(FailureKind.PROMPT_TIMEOUT, Stage.LOGIN, "the device asks again and again before its prompt")
                        .withEvidence(null, talk.recent()));
    }

    private Echo answer(Dialog dialog) throws DeviceException {
        String answer = settings.account().fill(dialog.answer());
        return dialog.newline() ? talk.sendUnseen(answer) : talk.press(answer);
    }

    private Prompt walk(Prompt from) throws DeviceException, InterruptedException {
        Prompt reached = walker.walk(from, platform.defaultMode());
        see.accept(reached);
        return reached;
    }

    private Prompt prompted(Ending ending, Stage stage, String what) throws DeviceException {
        return switch (ending) {
            case Ending.Prompted prompted -> prompted.prompt();
            case Ending.Closed closed -> throw new DeviceException(failures.disconnected(stage, what));
            case Ending.Late late -> throw new DeviceException(failures.noPrompt(stage, what, settings.limit()));
            case Ending.Matched matched -> throw new IllegalStateException("nothing else was waited for");
        };
    }
}
