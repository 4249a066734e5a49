package dev.muster.cli;

/** Breaks a sentence between words. */
final class Wrap {
    private Wrap() {}

    /** The text with every line indented and, where words allow, not wider than {@code width}. */
    static String text(String text, int indent, int width) {
        var wrapped = new StringBuilder(" ".repeat(indent));
        int column = indent;
        for (String word : text.split(" ")) {
            if (column > indent && column + 1 + word.length() > width) {
                wrapped.append('\n').append(" ".repeat(indent));
                column = indent;
            } else if (column > indent) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
