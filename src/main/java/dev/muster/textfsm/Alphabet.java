package dev.muster.textfsm;

/** What Python calls a space, a digit and a word character, and how it lowers them. */
final class Alphabet {
    /** Lower-case characters that share their upper case, in groups; the rest of Unicode has one lower case for each upper. */
    private static final int[][] SAME = {
        {0x69, 0x131},
        {0x73, 0x17f},
        {0xb5, 0x3bc},
        {0x345, 0x3b9, 0x1fbe},
        {0x390, 0x1fd3},
        {0x3b0, 0x1fe3},
        {0x3b2, 0x3d0},
        {0x3b5, 0x3f5},
        {0x3b8, 0x3d1},
        {0x3ba, 0x3f0},
        {0x3c0, 0x3d6},
        {0x3c1, 0x3f1},
        {0x3c2, 0x3c3},
        {0x3c6, 0x3d5},
        {0x432, 0x1c80},
        {0x434, 0x1c81},
        {0x43e, 0x1c82},
        {0x441, 0x1c83},
        {0x442, 0x1c84, 0x1c85},
        {0x44a, 0x1c86},
        {0x463, 0x1c87},
        {0x1c88, 0xa64b},
        {0x1e61, 0x1e9b},
        {0xfb05, 0xfb06}
    };

    private Alphabet() {}

    static boolean isSpace(int c) {
        if (c < 128) {
            return (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20);
        }
        return c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    static boolean isDigit(int c) {
        return c < 128 ? c >= '0' && c <= '9' : Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }

    static boolean isWord(int c) {
        if (c < 128) {
            return isAsciiWord(c);
        }
        int type = Character.getType(c);
        return Character.isLetter(c)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    static boolean isAsciiWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    static int lower(int c, Case how) {
        return switch (how) {
            case EXACT -> c;
            case ASCII -> c >= 'A' && c <= 'Z' ? c + 32 : c;
            case UNICODE -> Character.toLowerCase(c);
        };
    }

    /** The other lower-case characters that count as the same when case is ignored. */
    static int[] twins(int lower, Case how) {
        if (how == Case.UNICODE) {
            for (int[] group : SAME) {
                for (int member : group) {
                    if (member == lower) {
                        return group;
                    }
                }
            }
        }
        return new int[0];
    }

    static boolean isIdentifier(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints()
                        .allMatch(c -> c == '_'
                                || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c)));
    }

    /** How letters compare. */
    enum Case {
        EXACT,
        ASCII,
        UNICODE
    }
}
