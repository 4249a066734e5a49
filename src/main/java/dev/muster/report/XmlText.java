package dev.muster.report;

/** Any text as XML 1.0 can hold it: what no escape can express is shown as {@code \x1b} or {@code \u202e}. */
final class XmlText {
    private XmlText() {}

    /** For the content of an element. */
    static String content(String text) {
        return escaped(text, true);
    }

    /** For an attribute in double quotes. */
    static String attribute(String text) {
        return escaped(text, false);
    }

    private static String escaped(String text, boolean lines) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append(lines ? "\n" : "&#10;");
                case '\t' -> escaped.append(lines ? "\t" : "&#9;");
                default -> {
                    if (isShown(c)) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int c) {
        if (c < ' ' || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
