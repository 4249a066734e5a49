package dev.muster.textfsm;

/**
 * A superset of the characters with which a match can begin: exact for ASCII, by kind beyond. Two that share nothing let a
 * loop keep what it took.
 *
 * @param beyond the kinds of characters beyond ASCII
 * @param empty whether the match may also take no character at all
 */
record Firsts(long low, long high, int beyond, boolean empty) {
    static final int SPACE = 1;
    static final int DIGIT = 2;
    static final int LETTER = 4;
    static final int REST = 8;
    static final int ALL = 15;
    private static final int END = 16;
    /** What stands at the end of a text or of its last line. */
    static final Firsts AT_END = new Firsts(1L << '\n', 0, END, false);

    static final Firsts ANYTHING = new Firsts(-1, -1, ALL, true);
    static final Firsts NOTHING = new Firsts(0, 0, 0, true);

    static Firsts of(int c) {
        if (c < 64) {
            return new Firsts(1L << c, 0, 0, false);
        }
        return c < 128 ? new Firsts(0, 1L << c, 0, false) : new Firsts(0, 0, kind(c), false);
    }

    /** This followed by that. */
    Firsts then(Firsts next) {
        return empty ? new Firsts(low | next.low, high | next.high, beyond | next.beyond, next.empty) : this;
    }

    Firsts or(Firsts other) {
        return new Firsts(low | other.low, high | other.high, beyond | other.beyond, empty || other.empty);
    }

    Firsts orEmpty() {
        return new Firsts(low, high, beyond, true);
    }

    boolean sharesNothingWith(Firsts other) {
        return !other.empty && (low & other.low) == 0 && (high & other.high) == 0 && (beyond & other.beyond) == 0;
    }

    /** Whether a match may begin with this character; -1 is the end of the text. */
    boolean allows(int c) {
        if (empty) {
            return true;
        }
        if (c < 0) {
            return (beyond & END) != 0;
        }
        if (c < 64) {
            return (low >>> c & 1) != 0;
        }
        return c < 128 ? (high >>> c & 1) != 0 : (beyond & ALL) != 0;
    }

    /** Whether a match may begin with a character beyond ASCII of this kind. */
    boolean allowsKind(int kind) {
        return (beyond & kind) != 0;
    }

    /** The kind of a character. */
    static int kind(int c) {
        if (Alphabet.isSpace(c)) {
            return SPACE;
        }
        if (Alphabet.isDigit(c)) {
            return DIGIT;
        }
        return Alphabet.isWord(c) ? LETTER : REST;
    }
}
