package dev.muster.textfsm;

/**
 * Notes where a group begins and ends.
 *
 * @param slot the begin's; negative to note nothing
 * @param always whether no match can leave the group out, so that a note need not be undone
 */
record Note(int slot, boolean always) {
    static final Note NOTHING = new Note(-1, true);

    void begin(Machine machine, int at) {
        if (slot >= 0) {
            set(machine, slot, at);
        }
    }

    void end(Machine machine, int at) {
        if (slot >= 0) {
            set(machine, slot + 1, at);
        }
    }

    private void set(Machine machine, int which, int at) {
        if (always) {
            machine.slots[which] = at;
        } else {
            machine.set(which, at);
        }
    }
}
