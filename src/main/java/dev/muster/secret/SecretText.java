package dev.muster.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value as a file gives it: a literal, or references such as {@code ${env:NET_PASSWORD}} and {@code ${file:path}} that
 * are looked up only when a run needs them.
 */
public final class SecretText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^}]*)}");
    private static final String STARS = "********";
    private static final long MOST_FILE_BYTES = 64 << 10;

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

    /** Why the references are not well-formed, without looking any up; null when they are. */
    public @Nullable String mistake() {
        if (locked != null) {
            return null;
        }
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String kind = reference.group(1);
            if (!kind.equals("env") && !kind.equals("file")) {
                return "unknown source `" + kind + "` in " + reference.group() + "; known: ${env:NAME}, ${file:path}";
            }
            if (reference.group(2).isBlank()) {
                return "no name in " + reference.group();
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
    public String resolve(Path base) throws Missing {
        if (locked != null) {
            return locked.open();
        }
        var missing = new String[1];
        String value = REFERENCE.matcher(text).replaceAll(reference -> {
            try {
                return Matcher.quoteReplacement(lookUp(reference.group(1), reference.group(2), base));
            } catch (Missing e) {
                missing[0] = e.getMessage();
                return "";
            }
        });
        if (missing[0] != null) {
            throw new Missing(missing[0]);
        }
        return value;
    }

    private static String lookUp(String kind, String name, Path base) throws Missing {
        Function<String, @Nullable String> environment = System::getenv;
        if (kind.equals("env")) {
            String value = environment.apply(name);
            if (value == null) {
                throw new Missing("environment variable " + name + " is not set");
            }
            return value;
        }
        if (!kind.equals("file")) {
            throw new Missing("unknown secret source `" + kind + "`");
        }
        try {
            Path path = base.resolve(name);
            if (Files.size(path) > MOST_FILE_BYTES) {
                throw new Missing("secret file " + path + " is larger than 64 KiB");
            }
            return Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new Missing("secret file " + base.resolve(name) + " cannot be read: "
                    + e.getClass().getSimpleName());
        } catch (InvalidPathException e) {
            throw new Missing("no file can be called `" + e.getInput().replace('\0', '?') + "`");
        }
    }

    @Override
    public String toString() {
        return display();
    }

    /** A reference that leads nowhere. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message what is missing and what to do */
        public Missing(String message) {
            super(message, null, false, false);
        }
    }
}
