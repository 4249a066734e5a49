package dev.muster.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which character of a regular expression can follow which, and in how many ways. A place is one character of the
 * expression; place 0 is any text before the match, since expressions are searched for and not matched as a whole.
 */
final class RegexGraph {
    private static final int MOST_PLACES = 1_500;
    private static final int MOST_STEPS = 20_000;

    private final int loopsFrom;
    private final List<List<Integer>> free = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<BitSet> sets = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<Integer> placeAt = new ArrayList<>();
    private final int[][] ways;
    private final BitSet[] reach;
    private int steps;

    /** @param loopsFrom a repetition that may run this often counts as one without end, any shorter one as two */
    RegexGraph(RegexTree tree, int loopsFrom) {
        this.loopsFrom = loopsFrom;
        int before = state();
        int start = state();
        consume(before, all(), start);
        build(tree, start);
        ways = new int[sets.size()][sets.size()];
        for (int place = 0; place < sets.size(); place++) {
            steps = 0;
            count(targets.get(place), ways[place], new BitSet(), false);
        }
        ways[0][0] = 1;
        reach = new BitSet[sets.size()];
        for (int place = 0; place < sets.size(); place++) {
            reach[place] = reachable(place);
        }
    }

    /** An expression that is too large to be judged. */
    static final class TooComplex extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooComplex() {
            super("too complex", null, false, false);
        }
    }

    int size() {
        return sets.size();
    }

    /** In how many ways one place can directly follow the other: 0, 1 or 2 for more. */
    int ways(int from, int to) {
        return ways[from][to];
    }

    boolean reaches(int from, int to) {
        return reach[from].get(to);
    }

    /** Whether both lie on one loop. */
    boolean loop(int a, int b) {
        return reach[a].get(b) && reach[b].get(a);
    }

    BitSet set(int place) {
        return sets.get(place);
    }

    /** The places that can begin a match, also at the very start of the text. */
    int[] first() {
        int[] first = new int[sets.size()];
        steps = 0;
        count(targets.get(0), first, new BitSet(), true);
        return first;
    }

    private static BitSet all() {
        var all = new BitSet();
        all.set(0, RegexParser.CHARS + 1);
        return all;
    }

    private int state() {
        free.add(new ArrayList<>());
        placeAt.add(-1);
        starts.add(-1);
        return free.size() - 1;
    }

    private void consume(int from, BitSet set, int to) {
        if (sets.size() >= MOST_PLACES) {
            throw new TooComplex();
        }
        placeAt.set(from, sets.size());
        sets.add(set);
        targets.add(to);
    }

    private int build(RegexTree tree, int from) {
        return switch (tree) {
            case RegexTree.Chars chars -> {
                int source = next(from);
                int to = state();
                consume(source, chars.set(), to);
                yield to;
            }
            case RegexTree.Start start -> {
                int source = next(from);
                int to = state();
                starts.set(source, to);
                yield to;
            }
            case RegexTree.Sequence sequence -> {
                int at = from;
                for (RegexTree part : sequence.parts()) {
                    at = build(part, at);
                }
                yield at;
            }
            case RegexTree.Choice choice -> {
                int end = state();
                for (RegexTree branch : choice.branches()) {
                    free.get(build(branch, next(from))).add(end);
                }
                yield end;
            }
            case RegexTree.Repeat repeat -> repeat(repeat, from);
        };
    }

    private int next(int from) {
        int to = state();
        free.get(from).add(to);
        return to;
    }

    private int repeat(RegexTree.Repeat repeat, int from) {
        int out = state();
        if (repeat.least() == 0) {
            free.get(from).add(out);
        }
        if (repeat.most() == 0) {
            return out;
        }
        int in = next(from);
        int end = build(repeat.body(), in);
        free.get(end).add(out);
        if (repeat.most() >= loopsFrom) {
            free.get(end).add(in);
        } else if (repeat.most() > 1) {
            free.get(build(repeat.body(), next(end))).add(out);
        }
        return out;
    }

    /** Counts the ways from a state to each place without consuming anything. */
    private void count(int state, int[] found, BitSet on, boolean atStart) {
        if (++steps > MOST_STEPS) {
            throw new TooComplex();
        }
        int place = placeAt.get(state);
        if (place >= 0) {
            found[place] = Math.min(2, found[place] + 1);
        }
        on.set(state);
        for (int next : free.get(state)) {
            if (!on.get(next)) {
                count(next, found, on, atStart);
            }
        }
        int start = starts.get(state);
        if (atStart && start >= 0 && !on.get(start)) {
            count(start, found, on, true);
        }
        on.clear(state);
    }

    private BitSet reachable(int from) {
        var seen = new BitSet();
        var queue = new ArrayDeque<Integer>(List.of(from));
        while (!queue.isEmpty()) {
            int here = queue.remove();
            for (int next = 0; next < ways.length; next++) {
                if (ways[here][next] > 0 && !seen.get(next)) {
                    seen.set(next);
                    queue.add(next);
                }
            }
        }
        return seen;
    }
}
