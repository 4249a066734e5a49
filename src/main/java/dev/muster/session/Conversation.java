package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.session.Prompts.Prompt;
import dev.muster.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends lines and waits for what ends their answers: a prompt, or another text. */
final class Conversation {
    /** How long something must stay the last before it is believed: output may look the same for a moment. */
    private static final Duration QUIET_CERTAIN = Duration.ofMillis(5);

    private static final Duration QUIET = Duration.ofMillis(60);
    private static final Duration QUIET_DOUBTFUL = Duration.ofMillis(400);
    private static final Duration QUIET_STRANGE = Duration.ofSeconds(2);

    /** How long a prompt may stand without the echo of the command before the device is taken not to echo. */
    private static final Duration ECHO_WAIT = Duration.ofMillis(700);

    /** The same for a device that has echoed before. */
    private static final Duration ECHO_WAIT_PROVEN = Duration.ofSeconds(2);

    /** How long after the deadline what came in time is still read. */
    private static final Duration OVERTIME = Duration.ofMillis(200);

    private final Transport transport;
    private final Platform platform;
    private final Prompts prompts;
    private final LineReader reader;
    private final Set<String> hidden = new LinkedHashSet<>();
    private boolean echoes;
    /** The prompt that ended the last answer; null while an answer may still be coming. */
    private @Nullable Prompt at;

    Conversation(Transport transport, Platform platform, Prompts prompts) {
        this.transport = transport;
        this.platform = platform;
        this.prompts = prompts;
        this.reader = new LineReader(transport);
    }

    /** Sends a command; gives what finds its echo. */
    Echo send(String command) throws DeviceException {
        String standing = reader.tail();
        boolean late = at == null && echoes;
        prompts.typed(command);
        type(command);
        return platform.echo() ? Echo.of(command, standing, late) : Echo.none(command, standing);
    }

    /** Sends a line that is not repeated, such as a password. */
    Echo sendUnseen(String line) throws DeviceException {
        String standing = reader.tail();
        type(line);
        return Echo.none("", standing);
    }

    /** Presses keys without Enter, as an answer to a question that reads a single key. */
    Echo press(String keys) throws DeviceException {
        String standing = reader.tail();
        at = null;
        write(keys);
        return Echo.none(keys, standing);
    }

    /** Sends a line. */
    void type(String line) throws DeviceException {
        at = null;
        write(line + platform.keyboard().enterKey());
    }

    private void write(String text) throws DeviceException {
        transport.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The prompt at which the device waits for a command, as far as anyone can tell without waiting; else null. */
    @Nullable
    Prompt standing() {
        if (at != null) {
            return at;
        }
        Prompt prompt = prompts.match(null, reader.glance());
        boolean sure = prompt != null && prompt.likeness().compareTo(Prompts.Likeness.DOUBTFUL) < 0;
        return sure ? prompt : null;
    }

    /** Never shows this text in {@link #recent}, though a device may repeat it. */
    void hide(String secret) {
        if (!secret.isBlank()) {
            hidden.add(secret);
        }
    }

    /** That the connection has ended, and why where more is known than that the device closed it. */
    String closed() {
        String trouble = transport.trouble();
        return trouble.isEmpty() ? "the device closed the connection" : "the connection ended (" + trouble + ")";
    }

    /** The last lines received. */
    String recent() {
        String recent = reader.recent();
        for (String secret : hidden) {
            recent = recent.replace(secret, "********");
        }
        return recent;
    }

    /** What is waited for, for people. */
    String expected() {
        return prompts.expected();
    }

    /** Remembers a prompt that ended an answer: it is known from now on. */
    void accept(Prompt prompt) {
        prompts.accept(prompt);
    }

    /** The unfinished last line. */
    String tail() {
        return reader.tail();
    }

    /** The lines as they come, for whoever waits for no prompt. */
    LineReader byHand() {
        return reader;
    }

    /** Waits for more bytes; a device that never pauses must not talk past the deadline. */
    Transport.Read fill(Deadline by) throws InterruptedException {
        Transport.Read read = reader.fill(by);
        boolean over = read == Transport.Read.BYTES && by.left() < -OVERTIME.toNanos();
        return over ? Transport.Read.DEADLINE : read;
    }

    /** Whether the device closes the connection by the deadline; what it still says goes to the sink. */
    boolean closes(LineSink sink, Deadline by) throws DeviceException, InterruptedException {
        while (true) {
            for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
                sink.line(line);
            }
            Transport.Read read = fill(by);
            if (read != Transport.Read.BYTES) {
                return read == Transport.Read.END;
            }
        }
    }

    /** Waits for the device to close the connection, for clean-up. */
    void awaitEnd(Deadline by) {
        transport.awaitEnd(by);
    }

    /**
     * What stands on the last line and may be what is waited for.
     *
     * @param ending what it would end the wait with; null for a pager, which wants an answer
     * @param quiet how long it must stay the last
     */
    private record Sight(@Nullable Ending ending, Duration quiet) {}

    /** Waits for the prompt or one of other endings on the last line; whole lines of output go to the sink. */
    Ending await(Echo echo, List<Pattern> others, LineSink sink, Deadline by)
            throws DeviceException, InterruptedException {
        var output = new Undoubled(prompts, sink);
        String before = null;
        while (true) {
            for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
                before = line;
                deliver(echo.filter(line), output);
            }
            echoes |= echo.isFound();
            boolean begun = echo.hasLines() || echo.isPaintedOver(reader.glance());
            Sight sight = begun ? look(others, before) : unrepeated(echo);
            Deadline next =
                    sight == null ? by : Deadline.in(patience(echo, sight)).earlier(by);
            Transport.Read read = fill(next);
            if (read == Transport.Read.BYTES) {
                continue;
            }
            if (sight == null || !echo.isDone()) {
                deliver(echo.giveUp(), output);
                if (read == Transport.Read.END || next.equals(by)) {
                    output.release();
                    return read == Transport.Read.END ? new Ending.Closed() : new Ending.Late();
                }
            } else if (sight.ending() == null) {
                answerPager();
            } else {
                return settled(sight.ending(), echo, output);
            }
        }
    }

    /** A device that repeats nothing, not even the line's end, answers right behind its prompt. */
    private @Nullable Sight unrepeated(Echo echo) {
        Prompt prompt = prompts.match(null, echo.behindStanding(reader.glance()));
        boolean again = prompt != null && (prompt.glued() || prompt.likeness() == Prompts.Likeness.SAME);
        return again ? sight(prompt) : null;
    }

    private static void deliver(List<String> lines, LineSink sink) throws DeviceException {
        for (String line : lines) {
            sink.line(line);
        }
    }

    private Duration patience(Echo echo, Sight sight) {
        if (echo.isDone()) {
            return sight.quiet();
        }
        return echoes ? ECHO_WAIT_PROVEN : ECHO_WAIT;
    }

    private Ending settled(Ending ending, Echo echo, Undoubled output) throws DeviceException {
        if (!(ending instanceof Ending.Prompted prompted)) {
            output.release();
            return ending;
        }
        at = prompted.prompt();
        if (at.glued()) {
            String tail = reader.tail().stripTrailing();
            String line = echo.hasLines() ? tail : echo.behindStanding(tail);
            output.line(line.substring(0, line.length() - at.text().length()));
        }
        return ending;
    }

    private void answerPager() throws DeviceException {
        Platform.Pager pager = platform.pager();
        if (pager != null) {
            write(pager.answer());
            reader.clearTail();
        }
    }

    private @Nullable Sight look(List<Pattern> others, @Nullable String before) {
        String tail = reader.glance();
        Platform.Pager pager = platform.pager();
        if (pager != null && pager.match().matcher(tail).find()) {
            return new Sight(null, QUIET_CERTAIN);
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).matcher(tail).find()) {
                return new Sight(new Ending.Matched(i), QUIET_CERTAIN);
            }
        }
        return sight(prompts.match(before, tail));
    }

    private static @Nullable Sight sight(@Nullable Prompt prompt) {
        if (prompt == null) {
            return null;
        }
        Duration quiet = switch (prompt.likeness()) {
            case SAME -> QUIET_CERTAIN;
            case KIN -> QUIET;
            case DOUBTFUL -> QUIET_DOUBTFUL;
            case STRANGE -> QUIET_STRANGE;
        };
        return new Sight(new Ending.Prompted(prompt), quiet);
    }
}
