package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says in one pass over a line which rules of a state can match it, whatever their number: a deterministic automaton of all
 * their patterns that is built as lines need it. Threads read its table without a lock: what one of them does not see yet, it
 * asks for under the lock.
 */
final class Sieve {
    /** 1 MB; what would need more is not known. */
    private static final int MOST_CELLS = 1 << 18;

    private final List<Rule> rules;
    private final Automaton automaton;
    private final Classes classes;
    private final int width;
    private final Places first;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Places, Integer> rows = new HashMap<>();
    private final List<Places> places = new ArrayList<>();
    private final Map<BitSet, Integer> ends = new HashMap<>();
    private final int[] seen;
    private final int[] waiting;
    private int round;
    private volatile Cells cells;
    private volatile boolean full;
    private final int start;

    /** Where the patterns stand after some characters, and those that have matched already. */
    private record Places(List<Integer> open, BitSet matched) {}

    /** The table: for each row and class the next row, negative for a verdict, 0 for what is not known yet. */
    private static final class Cells {
        final int[] next;
        final @Nullable Verdict[] verdicts;

        Cells(int[] next, @Nullable Verdict[] verdicts) {
            this.next = next;
            this.verdicts = verdicts;
        }
    }

    Sieve(List<Rule> rules) {
        this.rules = rules;
        automaton =
                new Automaton(rules.stream().map(rule -> rule.regex().tree()).toList());
        classes = new Classes(automaton);
        width = classes.count() + 1;
        seen = new int[automaton.size()];
        waiting = new int[automaton.size() * 2 + 1];
        cells = new Cells(new int[8 * width], new Verdict[8]);
        first = new Places(new ArrayList<>(), new BitSet());
        places.add(first);
        round++;
        for (int i = 0; i < automaton.patterns(); i++) {
            follow(automaton.start(i), false, first);
        }
        start = number(first);
    }

    /** The rules that can match a line; null when that is not known. */
    @Nullable
    Verdict judge(int[] text, int end) {
        Cells table = cells;
        int row = start;
        for (int at = 0; row > 0 && at <= end; at++) {
            int column = at < end ? classes.of(text[at]) : width - 1;
            int next = table.next[row + column];
            if (next == 0) {
                next = extend(row, column);
                if (next == 0) {
                    return null;
                }
                table = cells;
            }
            row = next;
        }
        return row < 0 ? table.verdicts[-row] : null;
    }

    private int extend(int row, int column) {
        if (full || column == 0) {
            return 0;
        }
        lock.lock();
        try {
            int known = cells.next[row + column];
            if (known != 0) {
                return known;
            }
            int next = number(after(places.get(row / width), column));
            cells.next[row + column] = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Places after(Places from, int column) {
        var to = new Places(new ArrayList<>(), (BitSet) from.matched().clone());
        boolean atEnd = column == width - 1;
        round++;
        for (int at : from.open()) {
            if (automaton.kind(at) == Automaton.Kind.END
                    ? atEnd
                    : !atEnd && classes.isIn(column, automaton.reads(at))) {
                follow(automaton.next(at), atEnd, to);
            }
        }
        to.open().removeIf(at -> atEnd || to.matched().get(automaton.owner(at)));
        to.open().sort(null);
        return to;
    }

    /** Goes where no character is needed. */
    private void follow(int from, boolean atEnd, Places found) {
        int height = 0;
        waiting[height++] = from;
        while (height > 0) {
            int at = waiting[--height];
            if (seen[at] == round) {
                continue;
            }
            seen[at] = round;
            switch (automaton.kind(at)) {
                case READ -> found.open().add(at);
                case FORK -> {
                    waiting[height++] = automaton.other(at);
                    waiting[height++] = automaton.next(at);
                }
                case END -> {
                    if (atEnd) {
                        waiting[height++] = automaton.next(at);
                    } else {
                        found.open().add(at);
                    }
                }
                case DONE -> found.matched().set(automaton.owner(at));
            }
        }
    }

    /** The row of some places, or minus the number of the verdict when there is nothing to wait for. */
    private int number(Places wanted) {
        if (wanted.open().isEmpty()) {
            return -ends.computeIfAbsent(wanted.matched(), this::verdict);
        }
        Integer known = rows.get(wanted);
        if (known != null) {
            return known;
        }
        int row = places.size() * width;
        if (row + width > MOST_CELLS) {
            full = true;
            return 0;
        }
        if (row + width > cells.next.length) {
            cells = new Cells(Arrays.copyOf(cells.next, 2 * cells.next.length), cells.verdicts.clone());
        }
        places.add(wanted);
        rows.put(wanted, row);
        return row;
    }

    private int verdict(BitSet matched) {
        int number = ends.size() + 1;
        if (number == cells.verdicts.length) {
            cells = new Cells(cells.next.clone(), Arrays.copyOf(cells.verdicts, 2 * number));
        }
        int[] members = matched.stream().toArray();
        var chosen = new Rule[members.length];
        var certain = new boolean[members.length];
        for (int i = 0; i < members.length; i++) {
            chosen[i] = rules.get(members[i]);
            certain[i] = automaton.isExact(members[i]) && chosen[i].groups().length == 0;
        }
        cells.verdicts[number] = new Verdict(chosen, certain);
        return number;
    }
}
