package dev.muster.textfsm;

import dev.muster.textfsm.Alphabet.Case;
import java.util.BitSet;

/** Single characters as nodes. */
final class Letters {
    private Letters() {}

    static Node one(int c, Case how) {
        boolean cased = how != Case.EXACT
                && (Alphabet.lower(c, how) != c
                        || (how == Case.ASCII ? c >= 'a' && c <= 'z' : Character.toUpperCase(c) != c)
                        || Alphabet.twins(c, how).length > 0);
        if (!cased) {
            return new Node.One(c);
        }
        var members = new BitSet();
        members.set(c);
        return new Node.Among(CharSet.of(members, 0, false, how));
    }

    /** The members of the ASCII variant of a category, of its negation when the letter is upper case. */
    static BitSet asciiMembers(int category) {
        var members = new BitSet();
        int lower = Character.toLowerCase(category);
        for (int c = 0; c < 128; c++) {
            boolean in = switch (lower) {
                case 's' -> c == ' ' || (c >= 9 && c <= 13);
                case 'd' -> c >= '0' && c <= '9';
                default -> Alphabet.isAsciiWord(c);
            };
            members.set(c, in);
        }
        return members;
    }
}
