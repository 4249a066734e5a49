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
import dev.muster.session.Prompts.Prompt;
import dev.muster.transport.SideChannels;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A conversation with the command line of one device, from login to logout. */
public final class CliSession implements Session {
    private final Transport transport;
    private final Platform platform;
    private final Settings settings;
    private final Prompts prompts;
    private final Conversation talk;
    private final Dialogue dialogue;
    private final SessionFailures failures;
    private final ModeWalker walker;
    private @Nullable Prompt prompt;
    private @Nullable Change lastChange;
    private volatile @Nullable Outcome aborted;

    /**
     * What a session needs to know beside the platform.
     *
     * @param ownPrompt the device's prompt where it is not the platform's, or null
     * @param account for modes and questions that ask for a password
     * @param limit for the first prompt and each set-up command
     */
    public record Settings(@Nullable Pattern ownPrompt, Account account, Duration limit, OutputStore store) {}

    public CliSession(Transport transport, Platform platform, Settings settings) {
        this.transport = transport;
        this.platform = platform;
        this.settings = settings;
        this.prompts = new Prompts(platform, settings.ownPrompt());
        this.talk = new Conversation(transport, platform, prompts);
        this.dialogue = new Dialogue(talk);
        settings.account().secrets().forEach(talk::hide);
        this.failures = new SessionFailures(platform, prompts, talk);
        this.walker = new ModeWalker(platform, talk, settings);
    }

    /** Connects and opens a shell. */
    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        transport.open(opening);
        opening.clock().enter(Phase.SETUP);
    }

    /** Learns the prompt, enters the mode for commands and sets the terminal up. */
    public void login() throws DeviceException, InterruptedException {
        Arrival.Arrived arrived = new Arrival(platform, talk, settings, failures, this::see).arrive();
        if (arrived.proved()) {
            prompts.bind(arrived.prompt());
        }
    }

    private void see(Prompt seen) {
        prompts.accept(seen);
        prompt = seen;
    }

    /** A prompt that came behind the echo of what was typed is proved. */
    private void know(Prompt proved) {
        see(proved);
        prompts.bind(proved);
    }

    /** Runs one command. */
    public Answer show(String command, Reading how) throws InterruptedException {
        prompts.begin();
        var refusals = new ArrayList<>(platform.refusals());
        refusals.addAll(how.refusedWhen());
        var text = new OutputText(settings.store(), refusals);
        dialogue.rewind();
        try {
            if (!how.stripCommand()) {
                text.line(command);
            }
            List<Pattern> endings = how.ending() == null ? List.of() : List.of(how.ending());
            var output = new Decoration(platform.screen(), text);
            Ending ending = talk.await(talk.send(command), endings, output, Deadline.in(how.limit()));
            return answer(command, how, ending, text);
        } catch (DeviceException e) {
            return failed(e.failure(), text);
        }
    }

    private Answer answer(String command, Reading how, Ending ending, OutputText text) throws DeviceException {
        return switch (ending) {
            case Ending.Prompted prompted -> {
                know(prompted.prompt());
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
                yield failed(failures.disconnected(Stage.STEP, "`" + command + "` ended"), text);
            }
        };
    }

    private Answer late(String command, Reading how, OutputText text) throws DeviceException {
        text.line(talk.tail());
        if (!how.strict()) {
            return accepted(command, text, "no prompt within " + Durations.text(how.limit()));
        }
        return failed(failures.late(command, how), text);
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

    /** Changes the configuration; the output is the whole dialogue. */
    public Answer configure(Change change) throws InterruptedException {
        lastChange = change;
        return typing((typist, from) -> {
            know(new Configurator(platform, typist, change, from).run());
            return "";
        });
    }

    /** Confirms a commit that waits for it. */
    public Answer confirm(Duration limit) throws InterruptedException {
        Change nothing = Change.nothing(limit, lastChange);
        return typing((typist, from) -> {
            know(new Configurator(platform, typist, nothing, from).confirm());
            return "";
        });
    }

    /** Runs a command that asks back. */
    public Answer exchange(List<Turn> turns, Duration limit) throws InterruptedException {
        return typing((typist, from) -> {
            Typist.Held held = typist.hold(turns, limit);
            know(held.prompt());
            return String.join(", ", held.came());
        });
    }

    /** Has the device end the session; afterwards no other command can run in it, unless it stayed. */
    public Leaving.Left leave(Leaving order) throws InterruptedException {
        var text = new OutputText(settings.store(), List.of());
        var departure = new Departure(platform, talk, text, settings.account());
        dialogue.rewind();
        try {
            departure.run(order);
            return new Leaving.Left(accepted("", text, ""), departure.how());
        } catch (DeviceException e) {
            return new Leaving.Left(failed(e.failure(), text), departure.how());
        }
    }

    /** Further channels over the same login, for files; null where the session is not by SSH. */
    public @Nullable SideChannels sideChannels() {
        return transport.sideChannels();
    }

    /** Whether commands may still be sent, as far as anyone can tell without sending one. */
    @Override
    public boolean isOpen() {
        return aborted == null && transport.alive();
    }

    /** Where outputs and files of the device go. */
    public OutputStore store() {
        return settings.store();
    }

    /** Work that starts at the prompt and ends at one; gives a detail for the result. */
    private interface Typing {
        String work(Typist typist, Prompt from) throws DeviceException, InterruptedException;
    }

    private Answer typing(Typing typing) throws InterruptedException {
        prompts.begin();
        var text = new OutputText(settings.store(), List.of());
        dialogue.rewind();
        Prompt from = prompt;
        if (from == null) {
            return failed(SessionFailures.neverPrompted(), text);
        }
        try {
            String detail = typing.work(new Typist(talk, text, settings.account()), from);
            return accepted("", text, detail);
        } catch (DeviceException e) {
            Prompt left = talk.standing();
            if (left != null) {
                see(left);
            }
            return failed(e.failure(), text);
        }
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
    @Override
    public @Nullable Outcome aborted() {
        Outcome why = aborted;
        return why instanceof Outcome.Failed failed
                ? new Outcome.Failed(failed.failure().withEvidence(prompts.expected(), talk.recent()))
                : why;
    }

    /** Ends the session from any thread; whatever runs in it ends with this outcome. */
    @Override
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
                new Logout(platform, talk, walker, settings.account()).from(at);
            }
        } catch (DeviceException | InterruptedException e) {
            // the connection is gone, which is what was wanted, or nobody waits for it any more
        } finally {
            transport.close();
        }
    }
}
