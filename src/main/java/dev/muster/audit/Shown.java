package dev.muster.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a device said, as details show it: no control characters, nothing that turns the direction of writing, no more than a reader takes in. */
final class Shown {
    /** So many examples of the same are named, and how many more there are. */
    static final int EXAMPLES = 5;

    private static final int LONGEST_LINE = 200;
    private static final int MOST_LINES = 30;

    private Shown() {}

    /** A line in back quotes. */
    static String quoted(String line) {
        return "`" + line(line) + "`";
    }

    /** One line. */
    static String line(String text) {
        boolean cut = text.length() > LONGEST_LINE;
        String kept = cut ? text.substring(0, LONGEST_LINE) : text;
        var shown = new StringBuilder(kept.length());
        kept.codePoints().forEach(c -> append(c, shown));
        return cut ? shown + "... (" + text.length() + " characters)" : shown.toString();
    }

    private static void append(int c, StringBuilder into) {
        switch (Character.getType(c)) {
            case Character.CONTROL -> {
                switch (c) {
                    case '\t' -> into.append("\\t");
                    case '\n' -> into.append("\\n");
                    case '\r' -> into.append("\\r");
                    default -> into.append(String.format("\\x%02x", c));
                }
            }
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> into.append(String.format("\\u%04x", c));
            default -> into.appendCodePoint(c);
        }
    }

    /** Several lines as one text, the last of too many left out. */
    static String lines(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return String.join("\n", lines);
        }
        var kept = new ArrayList<>(lines.subList(0, MOST_LINES));
        kept.add("... " + (lines.size() - MOST_LINES) + " more lines");
        return String.join("\n", kept);
    }

    /** The first of many, divided by commas, and how many more there are. */
    static <T> String first(List<T> all, Function<T, String> text) {
        var named = all.stream().limit(EXAMPLES).map(text).toList();
        int more = all.size() - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    /** A number and its noun. */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
