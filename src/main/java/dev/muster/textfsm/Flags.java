package dev.muster.textfsm;

import dev.muster.textfsm.Alphabet.Case;

/** The inline flags in force at a place of a pattern. */
record Flags(boolean ignoreCase, boolean multiLine, boolean dotAll, boolean verbose, boolean ascii) {
    static final Flags NONE = new Flags(false, false, false, false, false);

    Case how() {
        if (!ignoreCase) {
            return Case.EXACT;
        }
        return ascii ? Case.ASCII : Case.UNICODE;
    }

    Flags with(String on, String off) {
        return new Flags(
                set('i', on, off, ignoreCase),
                set('m', on, off, multiLine),
                set('s', on, off, dotAll),
                set('x', on, off, verbose),
                on.indexOf('a') >= 0 || (ascii && on.indexOf('u') < 0));
    }

    private static boolean set(char flag, String on, String off, boolean now) {
        return (now || on.indexOf(flag) >= 0) && off.indexOf(flag) < 0;
    }
}
