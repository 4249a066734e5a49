package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.session.Prompts.Prompt;
import dev.muster.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends lines and waits for what ends their answers: a prompt, or another text. */
final class Conversation {
    /** How long a line that looks like the prompt must stay the last: output may look the same for a moment. */
    private static final Duration QUIET_CERTAIN = Duration.ofMillis(5);

    private static final Duration QUIET = Duration.ofMillis(60);

    /** How long a prompt may stand without the echo of the command before the device is taken not to echo. */
    private static final Duration ECHO_WAIT = Duration.ofMillis(700);

    private final Transport transport;
    private final Platform platform;
    private final Prompts prompts;
    private final LineReader reader;

    Conversation(Transport transport, Platform platform, Prompts prompts) {
        this.transport = transport;
        this.platform = platform;
        this.prompts = prompts;
        this.reader = new LineReader(transport);
    }

    /** Sends a line. */
    void send(String line) throws DeviceException {
        transport.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The last lines received. */
    String recent() {
        return reader.recent();
    }

    /** The unfinished last line. */
    String tail() {
        return reader.tail();
    }

    /** Waits for the device to close the connection, for clean-up. */
    void awaitEnd(Deadline by) {
        transport.awaitEnd(by);
    }

    /** Waits for the prompt or one of other endings on the last line; whole lines of output go to the sink. */
    Ending await(Echo echo, List<Pattern> others, LineSink sink, Deadline by)
            throws DeviceException, InterruptedException {
        String before = null;
        while (true) {
            for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
                before = line;
                deliver(echo.filter(line), sink);
            }
            Ending ending = atTail(echo, others, before);
            if (ending != null) {
                return ending;
            }
            boolean promptWithoutEcho =
                    !echo.isDone() && echo.hasLines() && prompts.match(before, reader.tail()) != null;
            Deadline next = promptWithoutEcho ? Deadline.in(ECHO_WAIT).earlier(by) : by;
            switch (reader.fill(next)) {
                case BYTES -> {}
                case END -> {
                    return new Ending.Closed();
                }
                case DEADLINE -> {
                    deliver(echo.giveUp(), sink);
                    if (!promptWithoutEcho || by.left() <= 0) {
                        return new Ending.Late();
                    }
                }
            }
        }
    }

    private static void deliver(List<String> lines, LineSink sink) throws DeviceException {
        for (String line : lines) {
            sink.line(line);
        }
    }

    private @Nullable Ending atTail(Echo echo, List<Pattern> others, @Nullable String before)
            throws DeviceException, InterruptedException {
        String tail = reader.tail();
        Platform.Pager pager = platform.pager();
        if (pager != null && pager.match().matcher(tail).find()) {
            transport.write(pager.answer().getBytes(StandardCharsets.UTF_8));
            reader.clearTail();
            return null;
        }
        for (int i = 0; i < others.size(); i++) {
            if (echo.hasLines() && others.get(i).matcher(tail).find()) {
                return new Ending.Matched(i);
            }
        }
        Prompt prompt = echo.isDone() && echo.hasLines() ? prompts.match(before, tail) : null;
        return prompt != null && staysQuiet(prompt) ? new Ending.Prompted(prompt) : null;
    }

    private boolean staysQuiet(Prompt prompt) throws InterruptedException {
        Duration quiet = prompt.certain() ? QUIET_CERTAIN : QUIET;
        return reader.fill(Deadline.in(quiet)) != Transport.Read.BYTES;
    }

    /**
     * Waits for one of several endings anywhere in what comes, as a person at a terminal does; what stands before the end
     * of the match is used up.
     *
     * @param from where on the current line to begin; what stands before was matched already
     */
    Found awaitAnywhere(List<Pattern> endings, int from, LineSink sink, Deadline by)
            throws DeviceException, InterruptedException {
        int start = from;
        while (true) {
            for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
                sink.line(line);
                Found found = find(endings, line, start);
                if (found != null) {
                    return new Found(found.ending(), 0);
                }
                start = 0;
            }
            Found found = find(endings, reader.tail(), start);
            if (found != null) {
                return found;
            }
            switch (reader.fill(by)) {
                case BYTES -> {}
                case END -> {
                    return new Found(new Ending.Closed(), 0);
                }
                case DEADLINE -> {
                    return new Found(new Ending.Late(), 0);
                }
            }
        }
    }

    /** An ending and where on the current line it ended. */
    record Found(Ending ending, int position) {}

    private static @Nullable Found find(List<Pattern> endings, String text, int from) {
        Found first = null;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < endings.size(); i++) {
            Matcher matcher = endings.get(i).matcher(text);
            if (matcher.find(Math.min(from, text.length())) && matcher.end() > from && matcher.start() < least) {
                least = matcher.start();
                first = new Found(new Ending.Matched(i), matcher.end());
            }
        }
        return first;
    }
}
