package dev.muster.report;

/** Texts as they can be written in UTF-8. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text with halves of surrogate pairs, which UTF-8 cannot hold, replaced by U+FFFD. */
    static String wellFormed(String text) {
        int at = unpaired(text, 0);
        if (at < 0) {
            return text;
        }
        var fixed = new StringBuilder(text);
        for (; at >= 0; at = unpaired(text, at + 1)) {
            fixed.setCharAt(at, REPLACEMENT);
        }
        return fixed.toString();
    }

    private static int unpaired(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
