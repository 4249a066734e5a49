package dev.muster.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The look of a prompt; matched against the last line received, never against what came before. */
public final class PromptPattern {
    private static final Pattern ENDING = Pattern.compile("[\\s#>$%\\])]+$");

    private final Pattern pattern;
    private final @Nullable Pattern excludes;
    private final boolean namesHost;

    /**
     * @param regex a regular expression for the whole last line; a group {@code (?<host>...)} marks the host name
     * @throws PatternSyntaxException when it is none
     */
    public PromptPattern(String regex) {
        this(Pattern.compile(regex, Pattern.UNIX_LINES), null);
    }

    /** @param pattern for the whole last line, with a group {@code host} or without */
    public PromptPattern(Pattern pattern) {
        this(pattern, null);
    }

    /** @param excludes what makes a line that matches no prompt after all, or null */
    PromptPattern(Pattern pattern, @Nullable Pattern excludes) {
        this.pattern = pattern;
        this.excludes = excludes;
        namesHost = pattern.namedGroups().containsKey("host");
    }

    /** Whether this line is such a prompt. */
    public boolean matches(CharSequence lastLine) {
        return pattern.matcher(lastLine).find()
                && (excludes == null || !excludes.matcher(lastLine).find());
    }

    /**
     * The host name in a prompt that matches, null in one that does not say it: the group {@code host}, else, where the
     * pattern has no such group, the prompt without its ending.
     */
    public @Nullable String host(CharSequence prompt) {
        Matcher matcher = pattern.matcher(prompt);
        if (!matches(prompt) || !matcher.find()) {
            return null;
        }
        return namesHost
                ? matcher.group("host")
                : ENDING.matcher(prompt.toString().strip()).replaceAll("");
    }

    /** What makes a line that matches no prompt after all, or null. */
    public @Nullable Pattern excludes() {
        return excludes;
    }

    /** Whether the pattern says which part is the host name, so that a session can be bound to it. */
    public boolean namesHost() {
        return namesHost;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
