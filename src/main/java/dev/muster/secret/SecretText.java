package dev.muster.secret;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
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
    private final @Nullable Locked locked;

    /** @param text as written, references included */
    public SecretText(String text) {
        this(text, null);
    }

    private SecretText(String text, @Nullable Locked locked) {
        this.text = text;
        this.locked = locked;
    }

    /** A value that is opened when it is needed, as what a vault holds. */
    @FunctionalInterface
    public interface Locked {
        /** The value. */
        String open() throws Missing;
    }

    /**
     * A value that does not stand in the file as it is.
     *
     * @param shown what people see in its place
     */
    public static SecretText locked(String shown, Locked value) {
        return new SecretText(shown, value);
    }

    /** Whether it is opened when needed, so that there is no way to write it down. */
    public boolean isLocked() {
        return locked != null;
    }

    /** Whether the value itself stands in the file. */
    public boolean isLiteral() {
        return locked == null && !REFERENCE.matcher(text).find();
    }

    /** The references without their values, for people; stars for what stands there literally. */
    public String display() {
        if (locked != null) {
            return text;
        }
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

    /** The text with every reference replaced, without looking any up. */
    public String withReferences(UnaryOperator<String> replaced) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(replaced.apply(reference.group())));
    }

    /** Why the references are not well-formed, without looking any up; null when they are. */
    public @Nullable String mistake() {
        if (locked != null) {
            return null;
        }
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
        if (locked != null) {
            return locked.open();
        }
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
