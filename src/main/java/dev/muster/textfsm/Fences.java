package dev.muster.textfsm;

import org.jspecify.annotations.Nullable;

/** Parts whose inner choices are dropped once they have matched, and conditions on groups. */
final class Fences {
    private Fences() {}

    /** Notes how high the stack is, where the match stands, and steps back for a lookbehind. */
    static final class Enter extends Op {
        private final int slot;
        private final int back;
        private final Op body;

        Enter(int slot, int back, Firsts firsts, Op body) {
            super(firsts);
            this.slot = slot;
            this.back = back;
            this.body = body;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            machine.slots[slot] = machine.height();
            machine.slots[slot + 1] = machine.at;
            if (machine.at < back) {
                return null;
            }
            machine.at -= back;
            return body;
        }
    }

    /**
     * Keeps what matched; a look also goes back to where it began. What follows must not guide the choices inside, so anything
     * may come next.
     */
    static final class Leave extends Op {
        private final int slot;
        private final boolean look;
        private final Op next;

        Leave(int slot, boolean look, Op next) {
            super(Firsts.ANYTHING);
            this.slot = slot;
            this.look = look;
            this.next = next;
        }

        @Override
        Op step(Machine machine) {
            machine.cut(machine.slots[slot]);
            if (look) {
                machine.at = machine.slots[slot + 1];
            }
            return next;
        }
    }

    /** Goes on only when its body fails. */
    static final class Unless extends Op {
        private final int slot;
        private final int back;
        private final Op body;
        private final Op next;

        Unless(int slot, int back, Op body, Op next) {
            super(next.firsts);
            this.slot = slot;
            this.back = back;
            this.body = body;
            this.next = next;
        }

        @Override
        Op step(Machine machine) {
            if (machine.at < back) {
                return next;
            }
            machine.slots[slot] = machine.height();
            machine.push(this, machine.at, 0);
            machine.at -= back;
            return body;
        }

        @Override
        Op resume(Machine machine, int at, int unused) {
            machine.at = at;
            return next;
        }
    }

    /** The body of {@link Unless} has matched. */
    static final class Refuse extends Op {
        private final int slot;

        Refuse(int slot) {
            super(Firsts.ANYTHING);
            this.slot = slot;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            machine.unwind(machine.slots[slot]);
            return null;
        }
    }

    /** What a group has matched, again. */
    static final class Same extends Op {
        private final int group;
        private final Alphabet.Case how;
        private final Op next;

        Same(int group, Alphabet.Case how, Op next) {
            super(Firsts.ANYTHING);
            this.group = group;
            this.how = how;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int from = machine.slots[2 * group];
            int to = machine.slots[2 * group + 1];
            if (from < 0 || to < from || machine.end - machine.at < to - from) {
                return null;
            }
            machine.spend((to - from) >> 3);
            int at = machine.at;
            for (int i = from; i < to; i++) {
                if (Alphabet.lower(machine.text[i], how) != Alphabet.lower(machine.text[at++], how)) {
                    return null;
                }
            }
            machine.at = at;
            return next;
        }
    }

    /** One way if a group has matched, the other if not. */
    static final class Exists extends Op {
        private final int group;
        private final Op yes;
        private final Op no;

        Exists(int group, Op yes, Op no) {
            super(yes.firsts.or(no.firsts));
            this.group = group;
            this.yes = yes;
            this.no = no;
        }

        @Override
        Op step(Machine machine) {
            int from = machine.slots[2 * group];
            return from >= 0 && machine.slots[2 * group + 1] >= from ? yes : no;
        }
    }
}
