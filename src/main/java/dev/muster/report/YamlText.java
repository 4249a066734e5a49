package dev.muster.report;

/** Any text as one double-quoted YAML scalar on one line. */
final class YamlText {
    private YamlText() {}

    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        Utf8.wellFormed(text).codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }
}
