package dev.muster.secret;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value as a file gives it: a literal, or references such as {@code ${env:NET_PASSWORD}} and {@code ${secret:enable}}
 * that are looked up only when a run needs them; {@link SecretSources} knows where they lead.
 */
public final class SecretText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^}]*)}");
    private static final String STARS = "********";

    private final String text;

    /** @param text as written, references included */
    public SecretText(String text) {
        this.text = text;
    }

    /** Whether the value itself stands in the file. */
    public boolean isLiteral() {
        return !REFERENCE.matcher(text).find();
    }

    /** The references without their values, for people; stars for what stands there literally. */
    public String display() {
        var shown = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        int end = 0;
        while (reference.find()) {
            shown.append(reference.start() > end ? STARS : "").append(reference.group());
            end = reference.end();
        }
        return shown.append(end < text.length() || end == 0 ? STARS : "").toString();
    }

    /** As written, for texts that are no secrets though their references may lead to some. */
    public String written() {
        return text;
    }

    /** Why the references are not well-formed, without looking any up; null when they are. */
    public @Nullable String mistake() {
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String kind = reference.group(1);
            if (!SecretSources.KINDS.contains(kind)) {
                return "unknown source `" + kind + "` in " + reference.group() + "; known: " + SecretSources.FORMS;
            }
            String mistake = SecretSources.mistake(kind, reference.group(2));
            if (mistake != null) {
                return mistake + " in " + reference.group();
            }
        }
        return null;
    }

    /**
     * Looks the references up.
     *
     * @param base the folder that relative paths start from
     * @throws Missing when one is not there, with what to do
     */
    public String resolve(Path base, SecretSources sources) throws Missing {
        var value = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        int end = 0;
        while (reference.find()) {
            value.append(text, end, reference.start());
            value.append(sources.value(reference.group(1), reference.group(2), base));
            end = reference.end();
        }
        return value.append(text, end, text.length()).toString();
    }

    @Override
    public String toString() {
        return display();
    }

    /** A reference that leads nowhere. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message what is missing and what to do, for people */
        public Missing(String message) {
            super(message, null, false, false);
        }
    }
}
