package dev.muster.textfsm;

/** Reads a pattern character by character. */
final class Tokens {
    static final int END = -1;
    private final int[] pattern;
    private int index;

    Tokens(String text) {
        pattern = text.codePoints().toArray();
    }

    int peek() {
        return index < pattern.length ? pattern[index] : END;
    }

    int next() {
        return index < pattern.length ? pattern[index++] : END;
    }

    boolean accept(int wanted) {
        boolean there = peek() == wanted;
        index += there ? 1 : 0;
        return there;
    }

    int position() {
        return index;
    }

    void back(int position) {
        index = position;
    }

    /** What stands before {@code end}, which is taken too. */
    String until(int end, String what) {
        int start = index;
        for (int c = next(); c != end; c = next()) {
            if (c == END) {
                throw index == start
                        ? error("missing " + what)
                        : error("missing " + Character.toString(end) + ", unterminated name");
            }
        }
        if (index - 1 == start) {
            throw error("missing " + what);
        }
        return new String(pattern, start, index - 1 - start);
    }

    /** At most so many digits of a base. */
    String digits(int most, int radix) {
        var digits = new StringBuilder();
        while (digits.length() < most && isDigit(peek(), radix)) {
            digits.appendCodePoint(next());
        }
        return digits.toString();
    }

    boolean atDigit(int radix) {
        return isDigit(peek(), radix);
    }

    private static boolean isDigit(int c, int radix) {
        return c >= 0 && c < 128 && Character.digit(c, radix) >= 0;
    }

    PatternException error(String reason) {
        return new PatternException(reason, index);
    }

    PatternException error(String reason, int position) {
        return new PatternException(reason, position);
    }
}
