package dev.muster.textfsm;

import org.jspecify.annotations.Nullable;

/**
 * One instruction of a compiled pattern, linked to the next. Null as the next instruction means that this way has failed; the
 * machine then resumes the latest instruction that has left a choice on its stack. Nothing recurses, so no input can overflow
 * a thread's stack.
 */
@SuppressWarnings("ClassEscapesDefinedScope")
abstract class Op {
    /** What a match from here can begin with. */
    final Firsts firsts;

    Op(Firsts firsts) {
        this.firsts = firsts;
    }

    abstract @Nullable Op step(Machine machine);

    /** What the first character that is not white can be, for a match from here of a text that begins with white. */
    Firsts firstInk() {
        return Firsts.ANYTHING;
    }

    /** Goes on with what was left on the stack as two numbers. */
    @Nullable
    Op resume(Machine machine, int first, int second) {
        throw new IllegalStateException("leaves no choice");
    }

    /** The end of the pattern. */
    static final class Accept extends Op {
        static final Accept HERE = new Accept();

        private Accept() {
            super(Firsts.ANYTHING);
        }

        @Override
        Op step(Machine machine) {
            return this;
        }
    }

    /** One certain character. */
    static final class One extends Op {
        private final int character;
        private final Op next;

        One(int character, Op next) {
            super(Firsts.of(character));
            this.character = character;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (at < machine.end && machine.text[at] == character) {
                machine.at = at + 1;
                return next;
            }
            return null;
        }
    }

    /** Several certain characters in a row, as bytes of numbers: an array would be one place more to fetch from memory. */
    static final class Run extends Op {
        static final int LONGEST = 16;
        private final long head;
        private final long tail;
        private final int length;
        private final Op next;

        /** @param characters at most {@link #LONGEST}, all below 256 */
        Run(int[] characters, Op next) {
            super(Firsts.of(characters[0]));
            length = characters.length;
            head = packed(characters, 0);
            tail = packed(characters, 8);
            this.next = next;
        }

        private static long packed(int[] characters, int from) {
            long packed = 0;
            for (int i = Math.min(characters.length, from + 8) - 1; i >= from; i--) {
                packed = packed << 8 | characters[i];
            }
            return packed;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (machine.end - at < length) {
                return null;
            }
            int[] text = machine.text;
            long rest = head;
            int half = at + Math.min(length, 8);
            for (; at < half; at++) {
                if (text[at] != (rest & 0xff)) {
                    return null;
                }
                rest >>>= 8;
            }
            return length > 8 ? tail(machine, at) : pass(machine, at);
        }

        private @Nullable Op tail(Machine machine, int from) {
            int last = machine.at + length;
            long rest = tail;
            for (int at = from; at < last; at++) {
                if (machine.text[at] != (rest & 0xff)) {
                    return null;
                }
                rest >>>= 8;
            }
            return pass(machine, last);
        }

        private Op pass(Machine machine, int at) {
            machine.at = at;
            return next;
        }
    }

    /** One character of a set. */
    static final class Among extends Op {
        private final CharSet set;
        private final Op next;

        Among(CharSet set, Op next) {
            super(set.firsts());
            this.set = set;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (at < machine.end && set.contains(machine.text[at])) {
                machine.at = at + 1;
                return next;
            }
            return null;
        }
    }

    /** Notes where a group begins or ends. */
    static final class Mark extends Op {
        private final int slot;
        private final boolean always;
        private final Op next;

        Mark(int slot, boolean always, Op next) {
            super(next.firsts);
            this.slot = slot;
            this.always = always;
            this.next = next;
        }

        @Override
        Op step(Machine machine) {
            machine.note(slot, always, machine.at);
            return next;
        }

        Op next() {
            return next;
        }

        @Override
        Firsts firstInk() {
            return next.firstInk();
        }
    }

    /** Tries one way, then the other. */
    static final class Fork extends Op {
        private final Op way;
        private final Op other;

        Fork(Op way, Op other) {
            super(way.firsts.or(other.firsts));
            this.way = way;
            this.other = other;
        }

        @Override
        Op step(Machine machine) {
            int c = machine.current();
            if (!way.firsts.allows(c)) {
                return other;
            }
            if (other.firsts.allows(c)) {
                machine.push(this, machine.at, 0);
            }
            return way;
        }

        @Override
        Op resume(Machine machine, int at, int unused) {
            machine.at = at;
            return other;
        }
    }
}
