package dev.muster.session;

import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import dev.muster.platform.PromptPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the prompt of one device. After login it is bound to the device's own host name, so that output which looks
 * like some prompt is not taken for this one's.
 */
final class Prompts {
    /** IOS cuts long host names in configuration mode, but never below this. */
    private static final int LEAST_CUT = 12;

    /** A change may be long; the name that it gives the device is among the last that were typed before its prompt. */
    private static final int MOST_TYPED = 500;

    private final Platform platform;
    private final @Nullable PromptPattern own;
    private @Nullable String host;
    private String last = "";
    private String lastHost = "";
    private final Set<String> typed = new LinkedHashSet<>();

    Prompts(Platform platform, @Nullable Pattern own) {
        this.platform = platform;
        this.own = own == null ? null : new PromptPattern(own);
    }

    /** How far a text can be trusted to be the prompt and not output that looks like one. */
    enum Likeness {
        /** The very text seen before. */
        SAME,
        /** Of the same host, or of the first one seen. */
        KIN,
        /** The text seen before, but behind something else on its line; or of a kind that names no host. */
        DOUBTFUL,
        /** Of another host than the session's. */
        STRANGE
    }

    /**
     * A prompt that was recognised.
     *
     * @param text as the device shows it, without spaces at the end
     * @param glued whether an output whose last line has no end stands before it on its line
     */
    record Prompt(String text, String host, String mode, Likeness likeness, boolean glued) {}

    /** The prompt on the last line, or null. */
    @Nullable
    Prompt match(@Nullable String before, String tail) {
        if (tail.isBlank()) {
            return null;
        }
        Prompt prompt = own == null ? byPlatform(before, tail) : byOwn(tail);
        return prompt == null || prompt.likeness().compareTo(Likeness.DOUBTFUL) >= 0 ? gluedOr(prompt, tail) : prompt;
    }

    private @Nullable Prompt byOwn(String tail) {
        if (own == null || !own.matches(tail)) {
            return null;
        }
        Prompt known = match(tail);
        String mode = known == null ? platform.defaultMode() : known.mode();
        return prompt(tail, own.host(tail), own.namesHost(), mode);
    }

    private @Nullable Prompt byPlatform(@Nullable String before, String tail) {
        if (platform.promptLines() > 1 && before != null) {
            Prompt two = match(before + "\n" + tail);
            if (two != null) {
                return two;
            }
        }
        return match(tail);
    }

    private @Nullable Prompt match(String text) {
        for (Mode mode : platform.modes()) {
            if (mode.prompt().matches(text)) {
                return prompt(text, mode.prompt().host(text), mode.prompt().namesHost(), mode.name());
            }
        }
        return null;
    }

    private Prompt prompt(String text, @Nullable String found, boolean named, String mode) {
        String shown = text.strip();
        String name = found == null ? "" : found;
        boolean cut = isCut(name);
        boolean unsaid = name.isEmpty();
        String whole = host != null && (cut || unsaid) ? host : name;
        return new Prompt(shown, whole, mode, likeness(shown, name, named, cut), false);
    }

    private boolean isCut(String name) {
        return host != null && name.length() >= LEAST_CUT && host.startsWith(name);
    }

    private Likeness likeness(String shown, String name, boolean named, boolean cut) {
        if (shown.equals(last)) {
            return Likeness.SAME;
        }
        if (last.isEmpty() || cut) {
            return Likeness.KIN;
        }
        if (!named || name.isEmpty()) {
            return Likeness.DOUBTFUL;
        }
        if (name.equals(host) || name.equals(lastHost) || isTyped(name)) {
            return Likeness.KIN;
        }
        return host == null ? Likeness.DOUBTFUL : Likeness.STRANGE;
    }

    /** Prefers the prompt seen before, where the tail ends in it, to one that was only ever seen here. */
    private @Nullable Prompt gluedOr(@Nullable Prompt prompt, String tail) {
        if (last.isEmpty() || !tail.stripTrailing().endsWith(last)) {
            return prompt;
        }
        Mode mode = modeOf(last);
        String name = mode == null ? platform.defaultMode() : mode.name();
        return new Prompt(last, lastHost, name, Likeness.DOUBTFUL, true);
    }

    private @Nullable Mode modeOf(String text) {
        return platform.modes().stream()
                .filter(mode -> mode.prompt().matches(text))
                .findFirst()
                .orElse(null);
    }

    /** A name that was typed may have become the device's own, even cut. */
    private boolean isTyped(String name) {
        return typed.contains(name)
                || (name.length() >= LEAST_CUT && typed.stream().anyMatch(word -> word.startsWith(name)));
    }

    /** Remembers what was typed: a command that names a host may lead to its prompt, at once or after a commit. */
    void typed(String line) {
        typed.addAll(List.of(line.split("[\\s@=\"';]+")));
        while (typed.size() > MOST_TYPED) {
            typed.remove(typed.iterator().next());
        }
    }

    /** Forgets what was typed for an earlier command. */
    void begin() {
        typed.clear();
    }

    /** The prompt seen last, empty before one was. */
    String last() {
        return last;
    }

    /** Whether a line is the prompt seen last and nothing else. */
    boolean isLast(String line) {
        return !last.isEmpty() && line.startsWith(last) && line.stripTrailing().equals(last);
    }

    /** Remembers the prompt. */
    void accept(Prompt prompt) {
        last = prompt.text();
        lastHost = prompt.host();
    }

    /** Binds to the host name of a prompt that is proved: from now on other hosts' prompts are strange. */
    void bind(Prompt prompt) {
        Mode mode = platform.mode(prompt.mode());
        boolean named =
                own != null ? own.namesHost() : mode != null && mode.prompt().namesHost();
        if (named && !prompt.host().isEmpty()) {
            host = prompt.host();
        }
    }

    /** What is waited for, for people. */
    String expected() {
        if (own != null) {
            return own.toString();
        }
        if (!last.isEmpty()) {
            return last;
        }
        List<String> patterns = platform.modes().stream()
                .map(mode -> mode.name() + " " + mode.prompt())
                .toList();
        return String.join("\n", patterns);
    }
}
