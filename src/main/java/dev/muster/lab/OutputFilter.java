package dev.muster.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** What a filter does with the lines. */
    enum Kind {
        BEGIN,
        EXCLUDE,
        INCLUDE,
        SECTION,
        /** Shows every line, and does not stop at pages. */
        ALL
    }

    /**
     * The filter described by a text such as {@code inc Ethernet}; null when it is none.
     *
     * @param kinds by the words that users type
     */
    static @Nullable OutputFilter of(String text, Map<String, Kind> kinds) {
        List<String> words = List.of(text.strip().split("\\s+", 2));
        String begun = words.getFirst().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Kind> entry : kinds.entrySet()) {
            if (!begun.isEmpty() && entry.getKey().startsWith(begun)) {
                boolean complete = words.size() == (entry.getValue() == Kind.ALL ? 1 : 2);
                return complete ? new OutputFilter(entry.getValue(), pattern(words.getLast())) : null;
            }
        }
        return null;
    }

    private static Pattern pattern(String text) {
        String bare = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        try {
            return Pattern.compile(bare);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(bare));
        }
    }

    /** Whether the output comes without pages. */
    boolean endless() {
        return kind == Kind.ALL;
    }

    /** Whether the next line is shown; asked once for each line, in order. */
    boolean passes(String line) {
        boolean found = pattern.matcher(line).find();
        inside = found || (inside && (kind == Kind.BEGIN || line.startsWith(" ")));
        return switch (kind) {
            case INCLUDE -> found;
            case EXCLUDE -> !found;
            case BEGIN, SECTION -> inside;
            case ALL -> true;
        };
    }
}
