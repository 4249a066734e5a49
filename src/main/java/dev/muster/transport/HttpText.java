package dev.muster.transport;

/** Bodies of answers as messages show them. */
final class HttpText {
    private HttpText() {}

    /** A text without characters that would move a terminal's cursor. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\n' || point == '\t' || !Character.isISOControl(point) ? point : '\ufffd')
                .filter(point -> point != '\r')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
