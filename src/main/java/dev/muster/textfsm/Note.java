package dev.muster.textfsm;

/**
 * Notes where a group begins and ends.
 *
 * @param slot the begin's, the end's is the next; far below 0 to note nothing
 * @param always whether no match can leave the group out, so that a note need not be undone
 */
record Note(int slot, boolean always) {
    static final Note NOTHING = new Note(-2, true);
}
