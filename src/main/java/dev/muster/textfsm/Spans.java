package dev.muster.textfsm;

import dev.muster.textfsm.Node.Anchor;
import org.jspecify.annotations.Nullable;

/** Repetitions of a single character: they need no count and one place on the stack. */
final class Spans {
    private Spans() {}

    /** Takes as many as it can and gives back one at a time. */
    static final class Greedy extends Op {
        private final CharSet set;
        private final int min;
        private final int max;
        private final boolean keeps;
        private final Note note;
        private final Op next;

        Greedy(CharSet set, Node.Repeat repeat, Note note, Op next) {
            super(repeat.min() > 0 ? set.firsts() : set.firsts().orEmpty().then(next.firsts));
            this.set = set;
            this.min = repeat.min();
            this.max = repeat.max();
            this.note = note;
            this.keeps = Anchors.endsPattern(next) || set.firsts().sharesNothingWith(next.firsts);
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int start = machine.at;
            int last = machine.end - start > max ? start + max : machine.end;
            int at = set.end(machine, start, last);
            machine.spend((at - start) >> 3);
            if (at - start < min) {
                return null;
            }
            note.begin(machine, start);
            if (keeps) {
                machine.at = at;
                note.end(machine, at);
                return next;
            }
            return settle(machine, start + min, at);
        }

        @Override
        Firsts firstInk() {
            return keeps && set.isSpace() && max == Node.UNLIMITED ? next.firsts : Firsts.ANYTHING;
        }

        private @Nullable Op settle(Machine machine, int least, int most) {
            int at = most;
            while (!next.firsts.allows(at < machine.end ? machine.text[at] : -1)) {
                if (--at < least) {
                    return null;
                }
            }
            machine.spend((most - at) >> 3);
            machine.at = at;
            if (at > least) {
                machine.push(this, least, at);
            }
            note.end(machine, at);
            return next;
        }

        @Override
        @Nullable
        Op resume(Machine machine, int least, int at) {
            return settle(machine, least, at - 1);
        }
    }

    /** Takes as many as it can and keeps them. */
    static final class Keeping extends Op {
        private final CharSet set;
        private final int min;
        private final int max;
        private final Op next;

        Keeping(CharSet set, int min, int max, Op next) {
            super(min > 0 ? set.firsts() : set.firsts().orEmpty().then(next.firsts));
            this.set = set;
            this.min = min;
            this.max = max;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int start = machine.at;
            int last = machine.end - start > max ? start + max : machine.end;
            int at = set.end(machine, start, last);
            machine.spend((at - start) >> 3);
            machine.at = at;
            return at - start < min ? null : next;
        }
    }

    /** Takes as few as it can and takes one more at a time. */
    static final class Lazy extends Op {
        private final CharSet set;
        private final int min;
        private final int max;
        private final Note note;
        private final Op next;

        Lazy(CharSet set, Node.Repeat repeat, Note note, Op next) {
            super(repeat.min() > 0 ? set.firsts() : set.firsts().orEmpty().then(next.firsts));
            this.set = set;
            this.min = repeat.min();
            this.max = repeat.max();
            this.note = note;
            this.next = next;
        }

        @Override
        @Nullable
        Op step(Machine machine) {
            int at = machine.at;
            if (machine.end - at < min) {
                return null;
            }
            for (int i = 0; i < min; i++) {
                if (!set.contains(machine.text[at++])) {
                    return null;
                }
            }
            note.begin(machine, machine.at);
            return settle(machine, at, max - min);
        }

        private @Nullable Op settle(Machine machine, int from, int more) {
            int at = from;
            int left = more;
            while (!next.firsts.allows(at < machine.end ? machine.text[at] : -1)) {
                if (left == 0 || at >= machine.end || !set.contains(machine.text[at])) {
                    return null;
                }
                at++;
                left--;
            }
            machine.spend((at - from) >> 3);
            machine.at = at;
            if (left > 0 && at < machine.end) {
                machine.push(this, at, left);
            }
            note.end(machine, at);
            return next;
        }

        @Override
        @Nullable
        Op resume(Machine machine, int at, int left) {
            return set.contains(machine.text[at]) ? settle(machine, at + 1, left - 1) : null;
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
