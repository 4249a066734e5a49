package dev.muster.session;

import dev.muster.platform.Dialog;
import dev.muster.platform.Platform;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.transport.Transport;
import dev.muster.yaml.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Talks to a device of which nothing is known: the prompt is what stands on the last line whenever Enter was typed. */
final class Scout {
    private static final Duration QUIET_FIRST = Duration.ofMillis(1500);
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final Duration NO_REACTION = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 8;
    private static final int MOST_PAGES = 200;
    private static final int MOST_LINES = 5000;
    private static final Pattern USUAL_PAGER = Pattern.compile("(?i)^[ <]{0,3}-{1,5} ?\\(?more\\b");

    private final Transport transport;
    private final LineReader reader;
    private final List<Platform> platforms;
    private final Duration limit;
    private final Set<String> secrets = new TreeSet<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> greeting = new ArrayList<>();
    private String enterKey = "\n";
    private String prompt = "";
    private @Nullable String pager;
    private boolean echoes;

    Scout(Transport transport, List<Platform> platforms, Duration limit, List<String> secrets) {
        this.transport = transport;
        this.reader = new LineReader(transport);
        this.platforms = platforms;
        this.limit = limit;
        this.secrets.addAll(secrets);
    }

    /** What was shown between the login and the prompt. */
    String greeting() {
        return String.join("\n", greeting).strip();
    }

    String enterKey() {
        return enterKey;
    }

    String prompt() {
        return prompt;
    }

    /** What a pager showed, or null when none did. */
    @Nullable
    String pager() {
        return pager;
    }

    boolean echoes() {
        return echoes;
    }

    List<String> sent() {
        return sent;
    }

    /** Types Enter until the same line stands there twice. */
    void learnPrompt() throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        listen(greeting, QUIET_FIRST, by);
        String before = answered(greeting);
        for (int i = 0; i < MOST_TRIES && by.left() > 0; i++) {
            var lines = new ArrayList<String>();
            type("");
            boolean came = listen(lines, QUIET, by);
            if (!came) {
                enterKey = enterKey.equals("\n") ? "\r" : "\n";
            }
            String tail = answered(lines);
            if (came && !tail.isBlank() && tail.equals(before)) {
                prompt = tail;
                return;
            }
            before = tail;
        }
        throw new DeviceException(noPrompt());
    }

    private DeviceException late(String command) {
        return new DeviceException(Failure.of(
                        FailureKind.COMMAND_TIMEOUT,
                        Stage.STEP,
                        "`" + command + "` did not end within " + Durations.text(limit))
                .withEvidence(prompt, recent()));
    }

    private Failure noPrompt() {
        String recent = recent();
        return Failure.of(
                        FailureKind.PROMPT_TIMEOUT,
                        Stage.LOGIN,
                        recent.isBlank()
                                ? "the device says nothing, also when Enter is typed"
                                : "no line stays the last when Enter is typed, so none is the prompt")
                .withEvidence("the same last line twice", recent)
                .withHint(
                        "log in by hand and look: a menu, a question or a prompt with a clock in it cannot be learned");
    }

    private String recent() {
        String recent = reader.recent();
        for (String secret : secrets) {
            recent = recent.replace(secret, "********");
        }
        return recent;
    }

    /** Answers questions that some platform is known to ask after the login; gives the line that stands then. */
    private String answered(List<String> lines) throws DeviceException, InterruptedException {
        for (int i = 0; i < MOST_TRIES; i++) {
            String tail = reader.tail().strip();
            Dialog question = question(tail);
            if (question == null) {
                return tail;
            }
            if (question.newline()) {
                type(question.answer());
            } else {
                press(question.answer());
            }
            boolean unused = listen(lines, QUIET, Deadline.in(limit));
        }
        return reader.tail().strip();
    }

    private @Nullable Dialog question(String tail) {
        for (Platform platform : platforms) {
            for (Dialog dialog : platform.login().dialogs()) {
                if (!dialog.answer().contains("{")
                        && dialog.match().matcher(tail).find()) {
                    return dialog;
                }
            }
        }
        return null;
    }

    /** Reads until nothing comes for a while; false when nothing came at all. */
    private boolean listen(List<String> lines, Duration quiet, Deadline by)
            throws DeviceException, InterruptedException {
        boolean came = false;
        int pages = 0;
        while (true) {
            Deadline next = Deadline.in(came ? quiet : NO_REACTION).earlier(by);
            Transport.Read read = reader.fill(next);
            if (read == Transport.Read.END) {
                throw new DeviceException(
                        Failure.of(FailureKind.DISCONNECTED, Stage.LOGIN, "the device closed the connection")
                                .withEvidence(null, recent()));
            }
            came |= read == Transport.Read.BYTES;
            take(lines);
            if (read == Transport.Read.DEADLINE && (!isPager() || ++pages > MOST_PAGES)) {
                return came;
            }
            if (read == Transport.Read.DEADLINE) {
                turnPage();
            }
        }
    }

    private void take(List<String> lines) {
        for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }
    }

    private boolean isPager() {
        return !reader.tail().strip().equals(prompt) && pagerOf() != null;
    }

    private Platform.@Nullable Pager pagerOf() {
        String tail = reader.glance();
        if (USUAL_PAGER.matcher(tail).find()) {
            return new Platform.Pager(USUAL_PAGER, " ");
        }
        for (Platform platform : platforms) {
            Platform.Pager known = platform.pager();
            if (known != null && known.match().matcher(tail).find()) {
                return known;
            }
        }
        return null;
    }

    private void turnPage() throws DeviceException {
        Platform.Pager known = pagerOf();
        pager = reader.tail().strip();
        transport.write((known == null ? " " : known.answer()).getBytes(StandardCharsets.UTF_8));
        reader.clearTail();
    }

    private void type(String line) throws DeviceException {
        sent.add(line);
        transport.write((line + enterKey).getBytes(StandardCharsets.UTF_8));
    }

    private void press(String keys) throws DeviceException {
        sent.add(keys);
        transport.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a command that ends at the prompt. */
    List<String> ask(String command) throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        Heard heard = say(command);
        while (!heard.tail().equals(prompt)) {
            if (by.left() <= 0) {
                throw late(command);
            }
            boolean unused = listen(heard.lines(), QUIET, by);
            heard = new Heard(heard.lines(), reader.tail().strip());
        }
        return heard.lines();
    }

    /** What was heard after something was typed, and the line that stands then. */
    record Heard(List<String> lines, String tail) {}

    /** Types a line and listens until the prompt or another line stays the last. */
    Heard say(String line) throws DeviceException, InterruptedException {
        String standing = reader.tail();
        type(line);
        return hear(line, standing);
    }

    /** Types a secret. */
    Heard saySecret(String secret) throws DeviceException, InterruptedException {
        secrets.add(secret);
        sent.add("********");
        transport.write((secret + enterKey).getBytes(StandardCharsets.UTF_8));
        return hear("", reader.tail());
    }

    private Heard hear(String typed, String standing) throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        var lines = new ArrayList<String>();
        do {
            boolean unused = listen(lines, QUIET, by);
        } while (reader.tail().isBlank() && by.left() > 0 && lines.isEmpty());
        if (!typed.isEmpty() && !lines.isEmpty()) {
            String first = lines.getFirst();
            boolean echo = compact(first).endsWith(compact(typed));
            echoes |= echo;
            boolean wrapped =
                    first.startsWith(standing.stripTrailing()) && compact(first).contains(compact(typed));
            if (echo || wrapped) {
                lines.removeFirst();
            }
        }
        return new Heard(lines, reader.tail().strip());
    }

    private static String compact(String text) {
        return text.replace(" ", "");
    }

    /** Whether a command ends the session. */
    boolean endsBy(String command) throws InterruptedException {
        try {
            type(command);
            var dropped = new ArrayList<String>();
            boolean unused = listen(dropped, NO_REACTION, Deadline.in(NO_REACTION));
            return false;
        } catch (DeviceException e) {
            return e.failure().kind() == FailureKind.DISCONNECTED;
        }
    }
}
