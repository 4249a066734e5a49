package dev.muster.session;

import dev.muster.platform.Detection;
import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.PromptPattern;
import dev.muster.platform.Sketch;
import dev.muster.result.DeviceException;
import dev.muster.secret.Secret;
import dev.muster.session.Findings.Named;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to a device of unknown platform, learns its prompt and names its platform, or sketches a new one. It only types
 * commands that show something or concern this session alone.
 */
public final class Probe {
    /** Commands against paging that hold for the session only, tried in this order on a device that is not recognised. */
    private static final List<String> PAGING_OFF = List.of("terminal length 0", "screen-length 0 temporary", "no page");

    /** What no device can know; it begins as commands do that only show. */
    private static final String NONSENSE = "show muster-probe-0";

    private static final List<String> WAYS_OUT = List.of("exit", "quit", "logout");
    private static final Pattern ASKS_FOR_SECRET = Pattern.compile("(?i)passw|passcode|secret");
    private static final int SHORTEST_SIGN = 5;

    private final Transport transport;
    private final List<Platform> platforms;
    private final Scout scout;
    private final @Nullable Secret enablePassword;
    private final Map<String, List<String>> answers = new LinkedHashMap<>();

    /**
     * @param platforms those that may be recognised
     * @param account for {@code enable}, which is tried only with a password for it
     * @param limit for the prompt and for each command
     */
    public Probe(Transport transport, List<Platform> platforms, Account account, Duration limit) {
        this.transport = transport;
        this.platforms = platforms.stream()
                .filter(platform -> !platform.detect().isEmpty())
                .toList();
        this.scout = new Scout(transport, platforms, limit, account.secrets());
        this.enablePassword = account.enablePassword();
    }

    /**
     * Logs in, looks and logs out; the transport is closed afterwards.
     *
     * @param about comments for the head of a sketch
     * @param id of a sketched platform, made of the host name
     */
    public Findings run(Opening opening, List<String> about, java.util.function.UnaryOperator<String> id)
            throws DeviceException, InterruptedException {
        try (transport) {
            transport.open(opening);
            scout.learnPrompt();
            Named named = name();
            if (named != null) {
                String prompt = scout.prompt();
                logOut(named.platform().leave());
                return findings(prompt, named, null);
            }
            String first = scout.prompt();
            return findings(first, null, sketch(about, id));
        }
    }

    private Findings findings(String prompt, @Nullable Named named, @Nullable Sketch sketch) {
        return new Findings(transport.peer(), scout.greeting(), prompt, named, scout.pager(), sketch, scout.sent());
    }

    private void logOut(List<String> commands) throws InterruptedException {
        for (String command : commands) {
            if (scout.endsBy(command)) {
                return;
            }
        }
    }

    private @Nullable Named name() throws DeviceException, InterruptedException {
        Named found = null;
        for (String command : commands()) {
            List<String> answer = scout.ask(command);
            answers.put(command, answer);
            Named better = given(command, answer);
            found = better != null && (found == null || specific(better) > specific(found)) ? better : found;
            if (found != null && specific(found) > 0) {
                return found;
            }
        }
        return found;
    }

    /** Commands that give platforms away, those of most platforms with such a prompt first. */
    private List<String> commands() {
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (Platform platform : platforms) {
            Mode mode = mode(platform, scout.prompt());
            int vote = mode == null ? 0 : mode.prompt().namesHost() ? 2 : 1;
            platform.detect().forEach(detection -> votes.merge(detection.command(), vote, Integer::sum));
        }
        var commands = votes.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 || entry.getKey().equals(mostUsed(votes)))
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new ArrayList<>(commands);
    }

    private String mostUsed(Map<String, Integer> votes) {
        return votes.keySet().stream()
                .max(Comparator.comparingLong(command -> platforms.stream()
                        .flatMap(platform -> platform.detect().stream())
                        .filter(detection -> detection.command().equals(command))
                        .count()))
                .orElse("");
    }

    private @Nullable Named given(String command, List<String> answer) {
        Named best = null;
        for (Platform platform : platforms) {
            for (Detection detection : platform.detect()) {
                String line = detection.command().equals(command) ? first(answer, detection.match()) : null;
                if (line != null) {
                    Named named = named(platform, command, line);
                    // a variant of another platform comes behind it
                    best = best == null || specific(named) >= specific(best) ? named : best;
                }
            }
        }
        return best;
    }

    private Named named(Platform platform, String command, String line) {
        Mode mode = mode(platform, scout.prompt());
        String host = mode == null ? null : mode.prompt().host(scout.prompt());
        return new Named(
                platform, mode == null ? "" : mode.name(), Objects.requireNonNullElse(host, ""), command, line);
    }

    /** How much the prompt says for the platform: nothing when it has no such prompt or when that may be anything. */
    private static int specific(Named named) {
        Mode mode = named.platform().mode(named.mode());
        if (mode == null) {
            return -1;
        }
        return mode.prompt().namesHost() ? mode.prompt().toString().length() : 0;
    }

    private static @Nullable Mode mode(Platform platform, String prompt) {
        return platform.modes().stream()
                .filter(mode -> mode.prompt().matches(prompt))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String first(List<String> lines, Pattern match) {
        return lines.stream()
                .filter(line -> match.matcher(line).find())
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }

    private Sketch sketch(List<String> about, java.util.function.UnaryOperator<String> id)
            throws DeviceException, InterruptedException {
        String first = scout.prompt();
        String sign = sign(scout.ask(NONSENSE));
        Sketch.Known detect = known(sign);
        Raised raised = enablePassword == null ? null : raise(enablePassword);
        var setup = new ArrayList<String>();
        for (String command : PAGING_OFF) {
            Scout.Heard heard = setup.isEmpty() && sign != null ? scout.say(command) : null;
            if (heard != null && heard.lines().stream().allMatch(String::isBlank)) {
                setup.add(command);
            }
        }
        String at = raised == null ? first : raised.prompt();
        String leave = null;
        for (String command : WAYS_OUT) {
            leave = leave == null && transport.alive() && scout.endsBy(command) ? command : leave;
        }
        String host = String.valueOf(new PromptPattern(Sketch.promptPattern(first)).host(first));
        return new Sketch(
                id.apply(host),
                about,
                at,
                raised == null ? null : first,
                raised == null ? null : raised.asked(),
                setup,
                scout.pager(),
                sign == null ? List.of() : List.of(sign),
                leave,
                detect,
                scout.enterKey(),
                scout.echoes());
    }

    /** The prompt behind {@code enable}, and what asked for a password before it. */
    private record Raised(String prompt, @Nullable String asked) {}

    private @Nullable Raised raise(Secret secret) throws DeviceException, InterruptedException {
        String before = scout.prompt();
        Scout.Heard heard = scout.say("enable");
        String asked = null;
        if (ASKS_FOR_SECRET.matcher(heard.tail()).find()) {
            asked = heard.tail();
            heard = scout.saySecret(secret.reveal());
        }
        return heard.tail().equals(before)
                        || ASKS_FOR_SECRET.matcher(heard.tail()).find()
                ? null
                : new Raised(heard.tail(), asked);
    }

    /** The beginning of the line by which nonsense was rejected, up to what was typed; null when nothing says so. */
    private static @Nullable String sign(List<String> answer) {
        for (String line : answer) {
            String text = line.strip();
            int typed = text.indexOf("show");
            int named = text.indexOf("muster-probe");
            int end = typed >= 0 ? typed : named >= 0 ? named : text.length();
            String sign = text.substring(0, end).strip();
            if (sign.length() >= SHORTEST_SIGN && sign.chars().anyMatch(Character::isLetter)) {
                return sign;
            }
        }
        return null;
    }

    /** The first line of an answer that was no rejection, up to its first number. */
    private Sketch.@Nullable Known known(@Nullable String sign) {
        for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
            for (String line : answer.getValue()) {
                String text = line.split("\\d", 2)[0].strip();
                boolean rejected = sign != null && line.strip().startsWith(sign);
                if (rejected) {
                    break;
                }
                if (text.length() >= SHORTEST_SIGN && text.chars().anyMatch(Character::isLetter)) {
                    return new Sketch.Known(answer.getKey(), text);
                }
            }
        }
        return null;
    }
}
