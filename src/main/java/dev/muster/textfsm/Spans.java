package dev.muster.textfsm;

import dev.muster.textfsm.Node.Anchor;
import org.jspecify.annotations.Nullable;

/** Repetitions of a single character: they need no count and one place on the stack. */
final class Spans {
    private Spans() {}

    /** A repetition. Has the bits of its set and of what may follow itself: others would be more places to fetch from memory. */
    abstract static class Span extends Op {
        final int min;
        final int max;
        final Op next;
        final int slot;
        final boolean always;
        private final CharSet set;
        private final long low;
        private final long high;
        private final boolean all;
        private final boolean anyNext;
        private final long nextLow;
        private final long nextHigh;

        Span(CharSet set, Node.Repeat repeat, Note note, Op next) {
            super(repeat.min() > 0 ? set.firsts() : set.firsts().orEmpty().then(next.firsts));
            this.set = set;
            this.next = next;
            min = repeat.min();
            max = repeat.max();
            slot = note.slot();
            always = note.always();
            low = set.low();
            high = set.high();
            all = set.isAll();
            anyNext = next.firsts.empty();
            nextLow = next.firsts.low();
            nextHigh = next.firsts.high();
        }

        final boolean takes(int c) {
            return c < 128 ? ((c < 64 ? low : high) >>> c & 1) != 0 : set.contains(c);
        }

        /** How far the set's characters reach, or as many as may be taken. */
        final int reach(Machine machine) {
            int start = machine.at;
            int last = machine.end - start > max ? start + max : machine.end;
            if (all && machine.oneLine) {
                return last;
            }
            int[] text = machine.text;
            int at = start;
            while (at < last && takes(text[at])) {
                at++;
            }
            return at;
        }

        /** Whether what follows can begin here. */
        final boolean endsAt(Machine machine, int at) {
            if (anyNext) {
                return true;
            }
            if (at >= machine.end) {
                return next.firsts.allows(-1);
            }
            int c = machine.text[at];
            return c < 128 ? ((c < 64 ? nextLow : nextHigh) >>> c & 1) != 0 : next.firsts.allows(c);
        }

        final boolean isSpaces() {
            return set.isSpace() && max == Node.UNLIMITED;
        }

        final Op end(Machine machine, int at) {
            machine.at = at;
            machine.note(slot + 1, always, at);
            return next;
        }
    }

    /** Takes as many as it can and gives back one at a time. */
    static final class Greedy extends Span {
        private final boolean keeps;

        Greedy(CharSet set, Node.Repeat repeat, Note note, Op next) {
            super(set, repeat, note, next);
            keeps = Anchors.endsPattern(next) || set.firsts().sharesNothingWith(next.firsts);
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int start = machine.at;
            int at = reach(machine);
            machine.spend((at - start) >> 3);
            if (at - start < min) {
                return null;
            }
            machine.note(slot, always, start);
            return keeps ? end(machine, at) : settle(machine, start + min, at);
        }

        @Override
        Firsts firstInk() {
            return keeps && isSpaces() ? next.firsts : Firsts.ANYTHING;
        }

        private @Nullable Op settle(Machine machine, int least, int most) {
            int at = most;
            while (!endsAt(machine, at)) {
                if (--at < least) {
                    return null;
                }
            }
            machine.spend((most - at) >> 3);
            if (at > least) {
                machine.push(this, least, at);
            }
            return end(machine, at);
        }

        @Override
        @Nullable
        Op resume(Machine machine, int least, int at) {
            return settle(machine, least, at - 1);
        }
    }

    /** Takes as many as it can and keeps them. */
    static final class Keeping extends Span {
        Keeping(CharSet set, Node.Repeat repeat, Op next) {
            super(set, repeat, Note.NOTHING, next);
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int start = machine.at;
            int at = reach(machine);
            machine.spend((at - start) >> 3);
            machine.at = at;
            return at - start < min ? null : next;
        }
    }

    /** Takes as few as it can and takes one more at a time. */
    static final class Lazy extends Span {
        Lazy(CharSet set, Node.Repeat repeat, Note note, Op next) {
            super(set, repeat, note, next);
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (machine.end - at < min) {
                return null;
            }
            for (int i = 0; i < min; i++) {
                if (!takes(machine.text[at++])) {
                    return null;
                }
            }
            machine.note(slot, always, machine.at);
            return settle(machine, at, max - min);
        }

        private @Nullable Op settle(Machine machine, int from, int more) {
            int at = from;
            int left = more;
            while (!endsAt(machine, at)) {
                if (left == 0 || at >= machine.end || !takes(machine.text[at])) {
                    return null;
                }
                at++;
                left--;
            }
            machine.spend((at - from) >> 3);
            if (left > 0 && at < machine.end) {
                machine.push(this, at, left);
            }
            return end(machine, at);
        }

        @Override
        @Nullable
        Op resume(Machine machine, int at, int left) {
            return takes(machine.text[at]) ? settle(machine, at + 1, left - 1) : null;
        }
    }

    /** Places that take no character. */
    static final class Anchors extends Op {
        private final Anchor anchor;
        private final Op next;

        Anchors(Anchor anchor, Op next) {
            super(firsts(anchor, next));
            this.anchor = anchor;
            this.next = next;
        }

        /** Whether giving back cannot help: the end is the last thing that is asked for. */
        static boolean endsPattern(Op op) {
            if (op instanceof Op.Mark mark) {
                return endsPattern(mark.next());
            }
            return op instanceof Anchors end
                    && end.next == Op.Accept.HERE
                    && (end.anchor == Anchor.TEXT_END || end.anchor == Anchor.LAST_LINE_END);
        }

        @Override
        Firsts firstInk() {
            return anchor == Anchor.TEXT_START ? next.firstInk() : Firsts.ANYTHING;
        }

        private static Firsts firsts(Anchor anchor, Op next) {
            boolean end = anchor == Anchor.TEXT_END || anchor == Anchor.LAST_LINE_END || anchor == Anchor.LINE_END;
            return end ? Firsts.AT_END : next.firsts;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            return holds(machine, machine.at) ? next : null;
        }

        private boolean holds(Machine machine, int at) {
            return switch (anchor) {
                case TEXT_START -> at == 0;
                case LINE_START -> at == 0 || machine.text[at - 1] == '\n';
                case TEXT_END -> at == machine.end;
                case LAST_LINE_END -> at == machine.end || (at == machine.end - 1 && machine.text[at] == '\n');
                case LINE_END -> at == machine.end || machine.text[at] == '\n';
                case EDGE -> machine.end > 0 && isEdge(machine, at, false);
                case NO_EDGE -> machine.end > 0 && !isEdge(machine, at, false);
                case ASCII_EDGE -> machine.end > 0 && isEdge(machine, at, true);
                case NO_ASCII_EDGE -> machine.end > 0 && !isEdge(machine, at, true);
            };
        }

        private static boolean isEdge(Machine machine, int at, boolean ascii) {
            return isWord(machine, at - 1, ascii) != isWord(machine, at, ascii);
        }

        private static boolean isWord(Machine machine, int at, boolean ascii) {
            if (at < 0 || at >= machine.end) {
                return false;
            }
            int c = machine.text[at];
            return ascii ? Alphabet.isAsciiWord(c) : Alphabet.isWord(c);
        }
    }
}
