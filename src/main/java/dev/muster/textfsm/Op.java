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

    /** Several certain characters in a row. */
    static final class Run extends Op {
        private final int[] characters;
        private final Op next;

        Run(int[] characters, Op next) {
            super(Firsts.of(characters[0]));
            this.characters = characters;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (machine.end - at < characters.length) {
                return null;
            }
            int[] text = machine.text;
            for (int character : characters) {
                if (text[at++] != character) {
                    return null;
                }
            }
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
        private final Note note;
        private final boolean begins;
        private final Op next;

        Mark(Note note, boolean begins, Op next) {
            super(next.firsts);
            this.note = note;
            this.begins = begins;
            this.next = next;
        }

        @Override
        Op step(Machine machine) {
            if (begins) {
                note.begin(machine, machine.at);
            } else {
                note.end(machine, machine.at);
            }
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
