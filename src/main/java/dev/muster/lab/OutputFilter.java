package dev.muster.lab;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What stands behind a {@code |}: which lines of an output are shown. */
final class OutputFilter {
    private final Kind kind;
    private final Pattern pattern;
    private boolean inside;

    private OutputFilter(Kind kind, Pattern pattern) {
        this.kind = kind;
        this.pattern = pattern;
    }

    private enum Kind {
        BEGIN,
        EXCLUDE,
        INCLUDE,
        SECTION
    }

    /** The filter described by a text such as {@code inc Ethernet}; null when it is none. */
    static @Nullable OutputFilter of(String text) {
        List<String> words = List.of(text.strip().split("\\s+", 2));
        if (words.size() < 2) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).startsWith(words.getFirst().toLowerCase(Locale.ROOT))) {
                return new OutputFilter(kind, pattern(words.getLast()));
            }
        }
        return null;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }

    /** Whether the next line is shown; asked once for each line, in order. */
    boolean passes(String line) {
        boolean found = pattern.matcher(line).find();
        inside = found || (inside && (kind == Kind.BEGIN || line.startsWith(" ")));
        return switch (kind) {
            case INCLUDE -> found;
            case EXCLUDE -> !found;
            case BEGIN, SECTION -> inside;
        };
    }
}
