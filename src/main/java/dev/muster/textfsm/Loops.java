package dev.muster.textfsm;

import org.jspecify.annotations.Nullable;

/** Repetitions of more than one character, with a count and the place where the last round began. */
final class Loops {
    private Loops() {}

    /** Begins a loop anew. */
    static final class Start extends Op {
        private final int slot;
        private final Op test;

        Start(int slot, Firsts firsts, Op test) {
            super(firsts);
            this.slot = slot;
            this.test = test;
        }

        @Override
        Op step(Machine machine) {
            machine.set(slot, 0);
            machine.set(slot + 1, -1);
            return test;
        }
    }

    /** Stands before each round and decides whether there is one more. A round that took nothing is the last. */
    static final class Test extends Op {
        private final int slot;
        private final int min;
        private final int max;
        private final boolean lazy;
        private final Op next;
        private Op body;

        Test(int slot, Node.Repeat repeat, Firsts firsts, Op next) {
            super(firsts);
            this.slot = slot;
            this.min = repeat.min();
            this.max = repeat.max();
            this.lazy = repeat.greed() == Node.Greed.LAZY;
            this.next = next;
            this.body = next;
        }

        void close(Op ofBody) {
            body = ofBody;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            machine.spend(1);
            int count = machine.slots[slot];
            if (count < min) {
                machine.set(slot, count + 1);
                return body;
            }
            boolean more =
                    count < max && machine.at != machine.slots[slot + 1] && body.firsts.allows(machine.current());
            if (!more) {
                return next;
            }
            machine.push(this, machine.at, 0);
            return lazy ? next : round(machine, count);
        }

        private Op round(Machine machine, int count) {
            machine.set(slot, count + 1);
            machine.set(slot + 1, machine.at);
            return body;
        }

        @Override
        Op resume(Machine machine, int at, int unused) {
            machine.at = at;
            return lazy ? round(machine, machine.slots[slot]) : next;
        }
    }
}
