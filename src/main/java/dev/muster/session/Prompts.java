package dev.muster.session;

import dev.muster.platform.Mode;
import dev.muster.platform.Platform;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the prompt of one device. After login it is bound to the device's own host name, so that output which looks
 * like some prompt is not taken for this one's.
 */
final class Prompts {
    /** IOS cuts long host names in configuration mode, but never below this. */
    private static final int LEAST_CUT = 12;

    private final Platform platform;
    private final @Nullable Pattern own;
    private @Nullable String host;
    private String last = "";

    Prompts(Platform platform, @Nullable Pattern own) {
        this.platform = platform;
        this.own = own;
    }

    /**
     * A prompt that was recognised.
     *
     * @param text as the device shows it, without spaces at the end
     * @param certain whether it is the very text seen before, so that hardly anything else can look like it
     */
    record Prompt(String text, String host, String mode, boolean certain) {}

    /** The prompt on the last line, or null. */
    @Nullable
    Prompt match(@Nullable String before, String tail) {
        if (tail.isBlank() && own == null) {
            return null;
        }
        if (own != null) {
            return own.matcher(tail).find() ? prompt(tail, tail, platform.defaultMode()) : null;
        }
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
                String found = mode.prompt().host(text);
                return belongs(found) ? prompt(text, found == null ? "" : found, mode.name()) : null;
            }
        }
        return null;
    }

    private Prompt prompt(String text, String found, String mode) {
        String shown = text.strip();
        return new Prompt(shown, found, mode, shown.equals(last));
    }

    private boolean belongs(@Nullable String found) {
        if (host == null || found == null || found.equals(host)) {
            return true;
        }
        return found.length() >= LEAST_CUT && host.startsWith(found);
    }

    /** Remembers the prompt; from now on only this device's prompts are recognised. */
    void accept(Prompt prompt) {
        last = prompt.text();
    }

    /** Binds to the host name of a prompt that is proved. */
    void bind(Prompt prompt) {
        Mode mode = platform.mode(prompt.mode());
        if (own == null
                && mode != null
                && mode.prompt().namesHost()
                && !prompt.host().isEmpty()) {
            host = prompt.host();
        }
    }

    /** Forgets the host name, as when a command changes it. */
    void unbind() {
        host = null;
    }

    /** What is waited for, for people. */
    String expected() {
        if (own != null) {
            return own.pattern();
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
