package dev.muster.textfsm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** Characters in classes that an automaton does not tell apart; class 0 is the line end alone, for which it does not answer. */
final class Classes {
    private static final int KINDS = 4;
    private final int[] ascii = new int[128];
    private final int[] members;
    private final int wide;

    Classes(Automaton automaton) {
        var sets = new HashSet<Firsts>();
        for (int at = 0; at < automaton.size(); at++) {
            sets.add(automaton.reads(at));
        }
        int count = 1;
        for (Firsts set : sets) {
            count = split(set, count);
        }
        count = renumber();
        wide = count;
        members = new int[wide];
        for (int c = 127; c >= 0; c--) {
            members[ascii[c]] = c;
        }
    }

    /** Members of the set leave each class that has others too. */
    private int split(Firsts set, int count) {
        Map<Integer, Integer> moved = new HashMap<>();
        int all = count;
        for (int c = 0; c < 128; c++) {
            if (set.allows(c)) {
                Integer to = moved.get(ascii[c]);
                if (to == null) {
                    to = all++;
                    moved.put(ascii[c], to);
                }
                ascii[c] = to;
            }
        }
        return all;
    }

    private int renumber() {
        ascii['\n'] = -1;
        Map<Integer, Integer> numbers = new HashMap<>();
        numbers.put(-1, 0);
        for (int c = 0; c < 128; c++) {
            Integer number = numbers.get(ascii[c]);
            if (number == null) {
                number = numbers.size();
                numbers.put(ascii[c], number);
            }
            ascii[c] = number;
        }
        return numbers.size();
    }

    int count() {
        return wide + KINDS;
    }

    int of(int c) {
        return c < 128 ? ascii[c] : wide + Integer.numberOfTrailingZeros(Firsts.kind(c));
    }

    /** Whether a set has the members of a class; beyond ASCII, whether it may have some. */
    boolean isIn(int type, Firsts set) {
        return type < wide ? set.allows(members[type]) : set.allowsKind(1 << (type - wide));
    }
}
