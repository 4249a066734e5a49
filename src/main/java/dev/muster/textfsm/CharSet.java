package dev.muster.textfsm;

import dev.muster.textfsm.Alphabet.Case;
import java.util.BitSet;

/** A set of characters: a table for ASCII, ranges and categories beyond. */
final class CharSet {
    static final int SPACE = 1;
    static final int DIGIT = 2;
    static final int WORD = 4;
    static final int NOT_SPACE = 8;
    static final int NOT_DIGIT = 16;
    static final int NOT_WORD = 32;

    private final BitSet members;
    private final int categories;
    private final boolean negated;
    private final Case how;
    private final long low;
    private final long high;
    private final boolean all;

    private CharSet(BitSet members, int categories, boolean negated, Case how) {
        this.members = members;
        this.categories = categories;
        this.negated = negated;
        this.how = how;
        long bitsLow = 0;
        long bitsHigh = 0;
        for (int c = 0; c < 64; c++) {
            bitsLow |= decide(c) ? 1L << c : 0;
            bitsHigh |= decide(c + 64) ? 1L << c : 0;
        }
        low = bitsLow;
        high = bitsHigh;
        all = negated && categories == 0 && members.cardinality() == (members.get('\n') ? 1 : 0);
    }

    static CharSet any() {
        return new CharSet(new BitSet(), 0, true, Case.EXACT);
    }

    static CharSet anyButNewline() {
        var newline = new BitSet();
        newline.set('\n');
        return new CharSet(newline, 0, true, Case.EXACT);
    }

    static CharSet of(BitSet members, int categories, boolean negated, Case how) {
        return new CharSet(how == Case.EXACT ? members : lowered(members, how), categories, negated, how);
    }

    static CharSet category(int category) {
        return new CharSet(new BitSet(), category, false, Case.EXACT);
    }

    /** Whether these are the white characters, no more and no less. */
    boolean isSpace() {
        return categories == SPACE && !negated && members.isEmpty();
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /** Whether it has every character, the line end perhaps excepted. */
    boolean isAll() {
        return all;
    }

    boolean contains(int c) {
        if (c < 64) {
            return (low >>> c & 1) != 0;
        }
        return c < 128 ? (high >>> c & 1) != 0 : decide(c);
    }

    private boolean decide(int c) {
        int lower = Alphabet.lower(c, how);
        return (members.get(lower) || inCategory(lower)) != negated;
    }

    private boolean inCategory(int c) {
        return categories != 0
                && (((categories & SPACE) != 0 && Alphabet.isSpace(c))
                        || ((categories & DIGIT) != 0 && Alphabet.isDigit(c))
                        || ((categories & WORD) != 0 && Alphabet.isWord(c))
                        || ((categories & NOT_SPACE) != 0 && !Alphabet.isSpace(c))
                        || ((categories & NOT_DIGIT) != 0 && !Alphabet.isDigit(c))
                        || ((categories & NOT_WORD) != 0 && !Alphabet.isWord(c)));
    }

    /** What can stand at the beginning of a match of this set. */
    Firsts firsts() {
        return new Firsts(low, high, beyond(), false);
    }

    private int beyond() {
        int covered = 0;
        covered |= (categories & SPACE) != 0 ? Firsts.SPACE : 0;
        covered |= (categories & DIGIT) != 0 ? Firsts.DIGIT : 0;
        covered |= (categories & WORD) != 0 ? Firsts.DIGIT | Firsts.LETTER : 0;
        covered |= (categories & NOT_SPACE) != 0 ? Firsts.DIGIT | Firsts.LETTER | Firsts.REST : 0;
        covered |= (categories & NOT_DIGIT) != 0 ? Firsts.SPACE | Firsts.LETTER | Firsts.REST : 0;
        covered |= (categories & NOT_WORD) != 0 ? Firsts.SPACE | Firsts.REST : 0;
        if (negated) {
            return Firsts.ALL & ~covered;
        }
        boolean more = how != Case.EXACT || members.length() > 128;
        return more ? Firsts.ALL : covered;
    }

    private static BitSet lowered(BitSet members, Case how) {
        var all = new BitSet();
        members.stream().forEach(member -> {
            int lower = Alphabet.lower(member, how);
            all.set(lower);
            for (int twin : Alphabet.twins(lower, how)) {
                all.set(twin);
            }
        });
        return all;
    }
}
