package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.session.Prompts.Prompt;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A conversation with the command line of one device, from login to logout. */
public final class CliSession implements AutoCloseable {
    private static final Duration LOGOUT_LIMIT = Duration.ofSeconds(1);

    private final Transport transport;
    private final Platform platform;
    private final Settings settings;
    private final Prompts prompts;
    private final Conversation talk;
    private final Dialogue dialogue;
    private final ModeWalker walker;
    private @Nullable Prompt prompt;
    private volatile @Nullable Outcome aborted;

    /**
     * What a session needs to know beside the platform.
     *
     * @param ownPrompt the device's prompt where it is not the platform's, or null
     * @param enablePassword for modes that ask for one, or null
     * @param limit for the first prompt and each set-up command
     */
    public record Settings(
            @Nullable Pattern ownPrompt, @Nullable Secret enablePassword, Duration limit, OutputStore store) {}

    public CliSession(Transport transport, Platform platform, Settings settings) {
        this.transport = transport;
        this.platform = platform;
        this.settings = settings;
        this.prompts = new Prompts(platform, settings.ownPrompt());
        this.talk = new Conversation(transport, platform, prompts);
        this.dialogue = new Dialogue(talk);
        this.walker = new ModeWalker(platform, talk, settings);
    }

    /** Connects and opens a shell. */
    public void open(Opening opening) throws DeviceException, InterruptedException {
        transport.open(opening);
        opening.clock().enter(Phase.SETUP);
    }

    /** Learns the prompt, enters the mode for commands and sets the terminal up. */
    public void login() throws DeviceException, InterruptedException {
        Prompt first = prompted(
                talk.await(Echo.nothingSent(), List.of(), LineSink.NOTHING, Deadline.in(settings.limit())),
                Stage.LOGIN,
                "the first prompt");
        see(first);
        Prompt proved = walk(first);
        for (String command : platform.setup()) {
            Echo echo = talk.send(command);
            proved = prompted(
                    talk.await(echo, List.of(), LineSink.NOTHING, Deadline.in(settings.limit())),
                    Stage.SETUP,
                    "the prompt after `" + command + "`");
            see(proved);
        }
        if (first.mode().equals(platform.defaultMode()) && !proved.mode().equals(platform.defaultMode())) {
            // a banner looked like a prompt; the echo of a command has shown the real one
            proved = walk(proved);
        }
        if (!platform.setup().isEmpty() || !proved.mode().equals(first.mode())) {
            prompts.bind(proved);
        }
    }

    private Prompt walk(Prompt from) throws DeviceException, InterruptedException {
        Prompt reached = walker.walk(from, platform.defaultMode());
        see(reached);
        return reached;
    }

    private void see(Prompt seen) {
        prompts.accept(seen);
        prompt = seen;
    }

    private Prompt prompted(Ending ending, Stage stage, String what) throws DeviceException {
        return switch (ending) {
            case Ending.Prompted prompted -> prompted.prompt();
            case Ending.Closed closed -> throw new DeviceException(disconnected(stage, what));
            case Ending.Late late -> throw new DeviceException(noPrompt(stage, what));
            case Ending.Matched matched -> throw new IllegalStateException("nothing else was waited for");
        };
    }

    private Failure noPrompt(Stage stage, String what) {
        String recent = talk.recent();
        String tail = talk.tail().strip();
        String seen = recent.isBlank() ? "nothing was received" : "the last line was `" + tail + "`";
        Failure failure = Failure.of(
                FailureKind.PROMPT_TIMEOUT,
                stage,
                what + " did not come within " + Durations.text(settings.limit()) + "; " + seen);
        String hint = tail.isEmpty()
                ? "the device logs in but stays silent; try by hand, or raise `limits.command`"
                : "if that is the prompt, set for this device: prompt: '" + escaped(tail) + "'";
        return failure.withEvidence(prompts.expected(), recent).withHint(hint);
    }

    private static String escaped(String text) {
        return "^" + text.replaceAll("([\\\\.^$|?*+()\\[\\]{}])", "\\\\$1").replace("'", "''");
    }

    private Failure disconnected(Stage stage, String what) {
        return Failure.of(FailureKind.DISCONNECTED, stage, "the device closed the connection before " + what)
                .withEvidence(prompts.expected(), talk.recent());
    }

    /** Runs one command. */
    public Answer show(String command, Reading how) throws InterruptedException {
        var refusals = new ArrayList<>(platform.refusals());
        refusals.addAll(how.refusedWhen());
        var text = new OutputText(settings.store(), refusals);
        dialogue.rewind();
        try {
            if (!how.stripCommand()) {
                text.line(command);
            }
            List<Pattern> endings = how.ending() == null ? List.of() : List.of(how.ending());
            Ending ending = talk.await(talk.send(command), endings, text, Deadline.in(how.limit()));
            return answer(command, how, ending, text);
        } catch (DeviceException e) {
            return failed(e.failure(), text);
        }
    }

    private Answer answer(String command, Reading how, Ending ending, OutputText text) throws DeviceException {
        return switch (ending) {
            case Ending.Prompted prompted -> {
                see(prompted.prompt());
                prompts.bind(prompted.prompt());
                if (!how.stripPrompt()) {
                    text.line(prompted.prompt().text());
                }
                yield accepted(command, text, "");
            }
            case Ending.Matched matched -> {
                text.line(talk.tail());
                yield accepted(command, text, String.valueOf(how.ending()));
            }
            case Ending.Late late -> late(command, how, text);
            case Ending.Closed closed -> {
                if (!talk.tail().isEmpty()) {
                    text.line(talk.tail());
                }
                yield failed(disconnected(Stage.STEP, "`" + command + "` ended"), text);
            }
        };
    }

    private Answer late(String command, Reading how, OutputText text) throws DeviceException {
        text.line(talk.tail());
        if (!how.strict()) {
            return accepted(command, text, "no prompt within " + Durations.text(how.limit()));
        }
        Failure failure = Failure.of(
                FailureKind.COMMAND_TIMEOUT,
                Stage.STEP,
                "`" + command + "` did not end within " + Durations.text(how.limit()));
        String wanted = how.ending() == null ? prompts.expected() : how.ending().pattern();
        return failed(failure.withEvidence(wanted, talk.recent()), text);
    }

    private static Answer accepted(String command, OutputText text, String detail) {
        Output output = text.finish();
        String refusal = text.refusal();
        Failure failure = text.trouble();
        if (failure == null && refusal != null) {
            failure = Failure.of(FailureKind.REFUSED_COMMAND, Stage.STEP, "`" + command + "` was rejected: " + refusal);
        }
        return new Answer(failure == null ? Outcome.ok() : new Outcome.Failed(failure), output, detail);
    }

    private Answer failed(Failure failure, OutputText text) {
        Outcome why = aborted();
        return new Answer(why != null ? why : new Outcome.Failed(failure), text.finish(), "");
    }

    /** Holds a dialogue by hand; it needs no prompt and learns none. */
    public Answer dialogue(List<Move> moves, Duration limit, boolean strict) throws InterruptedException {
        var text = new OutputText(settings.store(), List.of());
        try {
            List<String> matched = dialogue.hold(moves, text, limit);
            text.line(talk.tail());
            return accepted("", text, String.join(", ", matched));
        } catch (DeviceException e) {
            return afterDialogue(e.failure(), text, strict);
        }
    }

    private Answer afterDialogue(Failure failure, OutputText text, boolean strict) {
        try {
            text.line(talk.tail());
        } catch (DeviceException e) {
            return failed(e.failure(), text);
        }
        boolean late = failure.kind() == FailureKind.PROMPT_TIMEOUT;
        return late && !strict && aborted == null ? accepted("", text, failure.message()) : failed(failure, text);
    }

    /** The host name in the prompt, empty before a prompt was seen. */
    public String hostname() {
        return prompt == null ? "" : prompt.host();
    }

    /** The last prompt seen, empty before one was. */
    public String prompt() {
        return prompt == null ? "" : prompt.text();
    }

    /** The mode of the last prompt, empty before one was seen. */
    public String mode() {
        return prompt == null ? "" : prompt.mode();
    }

    /** Why the session was ended from outside and what was received until then, or null when it was not. */
    public @Nullable Outcome aborted() {
        Outcome why = aborted;
        return why instanceof Outcome.Failed failed
                ? new Outcome.Failed(failed.failure().withEvidence(prompts.expected(), talk.recent()))
                : why;
    }

    /** Ends the session from any thread; whatever runs in it ends with this outcome. */
    public void abort(Outcome why) {
        if (aborted == null) {
            aborted = why;
        }
        transport.abort();
    }

    /** Logs out if the device waits for a command, within a second, and closes the connection in any case. */
    @Override
    public void close() {
        try {
            Prompt at = aborted == null && transport.alive() ? talk.standing() : null;
            if (at != null && !platform.leave().isEmpty()) {
                logOut(at);
            }
        } catch (DeviceException e) {
            // the connection is gone, which is what was wanted
        } finally {
            transport.close();
        }
    }

    private void logOut(Prompt at) throws DeviceException {
        for (String command : walker.wayOut(at.mode(), platform.defaultMode())) {
            talk.type(command);
        }
        for (String command : platform.leave()) {
            talk.type(command);
        }
        talk.awaitEnd(Deadline.in(LOGOUT_LIMIT));
    }
}
