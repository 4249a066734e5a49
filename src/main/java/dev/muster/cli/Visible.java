package dev.muster.cli;

/**
 * Text from outside as a terminal may show it: control characters, marks that turn the direction of writing and other
 * invisible ones become {@code \x1b} or {@code \u202e}, so that a device cannot move the cursor or hide what it said.
 */
final class Visible {
    private Visible() {}

    /** For one line: line ends and tabs become visible too. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** For text of many lines: line feeds and tabs stay, a carriage return before a line feed goes. */
    static String lines(String text) {
        return escaped(text.replace("\r\n", "\n"), true);
    }

    private static String escaped(String text, boolean manyLines) {
        if (text.codePoints().allMatch(c -> stays(c, manyLines))) {
            return text;
        }
        var visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (stays(c, manyLines)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(escape(c));
            }
        });
        return visible.toString();
    }

    private static boolean stays(int c, boolean manyLines) {
        if (c == '\n' || c == '\t') {
            return manyLines;
        }
        return (c >= ' ' && c < 0x7f) || (c >= 0xa0 && isShown(c));
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c);
        };
    }
}
