package dev.muster.session;

import dev.muster.platform.Platform;
import dev.muster.platform.PlatformCatalog;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Outcome;
import dev.muster.secret.Secret;
import dev.muster.transport.Recording;
import dev.muster.transport.ReplayTransport;
import dev.muster.transport.Transport.Opening;
import dev.muster.yaml.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One case of {@code src/test/resources/sessions}; its README describes the files. */
final class SessionCase {
    private static final PlatformCatalog PLATFORMS = new PlatformCatalog();

    private final Platform platform;
    private final Recording recording;
    private final List<String> expected;

    private SessionCase(Platform platform, Recording recording, List<String> expected) {
        this.platform = platform;
        this.recording = recording;
        this.expected = expected;
    }

    static SessionCase read(Path session) throws IOException {
        Platform platform = PLATFORMS.find(session.getParent().getFileName().toString());
        Path expected =
                session.resolveSibling(session.getFileName().toString().replaceFirst("\\.session$", ".expected"));
        if (platform == null) {
            throw new IllegalArgumentException("no platform for " + session);
        }
        List<String> lines = Files.readAllLines(expected).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        return new SessionCase(platform, Recording.parse(Files.readString(session)), lines);
    }

    /** What the whole must come to. */
    String expected() {
        return String.join("\n", expected).strip();
    }

    /** How many bytes the device sends. */
    int length() {
        return recording.events().stream()
                .mapToInt(event -> event instanceof Recording.Event.Received received
                        ? received.bytes().length()
                        : 0)
                .sum();
    }

    /** Runs the case and writes what came of it as the expectation is written. */
    String replay(LongToIntFunction pieces) throws InterruptedException {
        var transport = new ReplayTransport(recording, pieces);
        String own = setting("own_prompt: ");
        var settings = new CliSession.Settings(
                own == null ? null : Pattern.compile(own), account(), Duration.ofSeconds(30), Folder.none());
        var session = new CliSession(transport, platform, settings);
        var text = new StringBuilder();
        try (session) {
            String login = login(session);
            List<String> answers = login.equals("ok") ? answers(session) : List.of();
            header(text, session, login);
            answers.forEach(text::append);
        }
        transport.untyped().forEach(line -> text.append("\nnever typed: ").append(line));
        return text.toString().strip();
    }

    private Account account() {
        String password = setting("password: ");
        String enable = setting("enable_password: ");
        return new Account(
                Objects.requireNonNullElse(setting("username: "), ""),
                password == null ? null : Secret.of(password),
                enable == null ? null : Secret.of(enable));
    }

    private void header(StringBuilder text, CliSession session, String login) {
        expected.stream()
                .takeWhile(line -> !line.startsWith("login: "))
                .forEach(line -> text.append(line).append('\n'));
        text.append("login: ").append(login).append('\n');
        text.append(("hostname: " + session.hostname()).strip()).append('\n');
        text.append(("prompt: " + session.prompt()).strip()).append('\n');
        text.append(("mode: " + session.mode()).strip()).append('\n');
    }

    private @Nullable String setting(String key) {
        return expected.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElse(null);
    }

    private static String login(CliSession session) throws InterruptedException {
        try {
            session.open(new Opening(Duration.ofSeconds(1), Duration.ofSeconds(1), phase -> {}));
            session.login();
            return "ok";
        } catch (DeviceException e) {
            Failure failure = e.failure();
            return failure.kind().label() + ": " + failure.message();
        }
    }

    private List<String> answers(CliSession session) throws InterruptedException {
        var answers = new ArrayList<String>();
        for (int i = 0; i < expected.size(); i++) {
            String line = expected.get(i);
            if (line.startsWith("$ ")) {
                answers.add(entry(line, session.show(line.substring(2), How.plain())));
            } else if (line.equals("! confirm")) {
                answers.add(entry(line, session.confirm(Duration.ofSeconds(30))));
            } else if (line.startsWith("! configure")) {
                List<String> typed = expected.subList(i + 1, expected.size()).stream()
                        .takeWhile(next -> next.startsWith("  "))
                        .toList();
                Answer answer = session.configure(change(line, typed));
                answers.add(entry(line + "\n" + String.join("\n", typed), answer));
            }
        }
        return answers;
    }

    private static String entry(String asked, Answer answer) {
        return "\n" + asked + "\n" + status(answer.outcome()) + "\n" + behindBars(answer);
    }

    /** A change as the words behind {@code ! configure} want it. */
    private static Change change(String line, List<String> typed) {
        var words = new HashMap<String, String>();
        for (String word : line.substring("! configure".length()).strip().split(" ")) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
        }
        return new Change(
                typed.stream().map(each -> each.substring(2)).toList(),
                Duration.ofSeconds(30),
                !words.containsKey("continue"),
                words.containsKey("save"),
                words.get("session"),
                Change.Candidate.valueOf(
                        words.getOrDefault("candidate", "usual").toUpperCase(Locale.ROOT)),
                words.containsKey("check"),
                words.get("comment"),
                words.get("label"),
                Durations.parse(words.getOrDefault("confirmed", "")));
    }

    private static String status(Outcome outcome) {
        String status = outcome.status().label();
        return outcome.message().isEmpty() ? status : status + ": " + outcome.message();
    }

    private static String behindBars(Answer answer) {
        String output = String.valueOf(answer.output().text());
        var text = new StringBuilder();
        if (!output.isEmpty()) {
            for (String line : output.split("\n", -1)) {
                text.append(line.isEmpty() ? "|" : "| " + line).append('\n');
            }
        }
        return text.toString();
    }
}
