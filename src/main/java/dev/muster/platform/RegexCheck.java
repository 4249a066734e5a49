package dev.muster.platform;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a regular expression can take very long on an unlucky line. Text from a device is untrusted, and
 * {@link Pattern} tries every way of matching: where one text can be matched in several ways inside a repetition, the
 * time doubles with each character; where two repetitions can share one text, it grows with the square of the length.
 */
final class RegexCheck {
    /** A repetition that may run this often doubles the work often enough to hang a session. */
    private static final int AS_GOOD_AS_ENDLESS = 8;

    private static final int MOST_VISITED = 300_000;

    private final RegexGraph graph;

    private RegexCheck(RegexGraph graph) {
        this.graph = graph;
    }

    /** Why this expression must not be used on a device's text, or null when it may; it must compile. */
    static @Nullable String problem(String regex, int flags) {
        try {
            List<RegexTree> trees = RegexParser.parse(regex, flags);
            for (RegexTree tree : trees) {
                if (new RegexCheck(new RegexGraph(tree, AS_GOOD_AS_ENDLESS)).doubles()) {
                    return "can backtrack for ever: inside a repetition the same text can be matched in several ways";
                }
            }
            for (RegexTree tree : trees) {
                if (new RegexCheck(new RegexGraph(tree, RegexTree.UNBOUNDED)).shares()) {
                    return "gets slow on long lines: two repetitions can match the same text (a search without `^`"
                            + " begins with one); begin with `^`, or bound one as in {0,40}";
                }
            }
            return RegexProbe.problem(Pattern.compile(regex, flags), new RegexGraph(trees.get(0), AS_GOOD_AS_ENDLESS));
        } catch (RegexGraph.TooComplex e) {
            return "is too complex to be sure that it ends soon";
        }
    }

    /** Whether some loop can be run through by one text in two ways. */
    private boolean doubles() {
        var judged = new BitSet();
        for (int place = 1; place < graph.size(); place++) {
            if (!graph.loop(place, place) || judged.get(place)) {
                continue;
            }
            int[] loop = loop(place);
            for (int one : loop) {
                judged.set(one);
                for (int other : loop) {
                    if (graph.ways(one, other) > 1) {
                        return true;
                    }
                }
            }
            if (splits(place, loop)) {
                return true;
            }
        }
        return false;
    }

    private int[] loop(int place) {
        return java.util.stream.IntStream.range(0, graph.size())
                .filter(other -> graph.loop(place, other))
                .toArray();
    }

    /** Two walkers start at one place and read the same text: can they part and meet again where they started? */
    private boolean splits(int place, int[] loop) {
        Map<List<Integer>, Set<List<Integer>>> cameFrom = new HashMap<>();
        var home = List.of(place, place);
        var queue = new ArrayDeque<List<Integer>>(List.of(home));
        cameFrom.put(home, new HashSet<>());
        while (!queue.isEmpty()) {
            List<Integer> here = queue.remove();
            for (int a : loop) {
                for (int b : loop) {
                    if (follows(here.get(0), a) && follows(here.get(1), b) && share(a, b)) {
                        var next = List.of(a, b);
                        if (!cameFrom.containsKey(next)) {
                            queue.add(next);
                        }
                        cameFrom.computeIfAbsent(next, key -> new HashSet<>()).add(here);
                    }
                }
            }
            if (cameFrom.size() > MOST_VISITED) {
                throw new RegexGraph.TooComplex();
            }
        }
        return partsOnTheWayTo(home, cameFrom);
    }

    private static boolean partsOnTheWayTo(List<Integer> home, Map<List<Integer>, Set<List<Integer>>> cameFrom) {
        var seen = new HashSet<List<Integer>>(List.of(home));
        var queue = new ArrayDeque<List<Integer>>(seen);
        while (!queue.isEmpty()) {
            List<Integer> here = queue.remove();
            if (!here.get(0).equals(here.get(1))) {
                return true;
            }
            for (List<Integer> before : cameFrom.getOrDefault(here, Set.of())) {
                if (seen.add(before)) {
                    queue.add(before);
                }
            }
        }
        return false;
    }

    /** Whether a text can be read by one loop, by a later loop, and on the way from the first to the second. */
    private boolean shares() {
        for (int p = 0; p < graph.size(); p++) {
            for (int q = 0; q < graph.size(); q++) {
                boolean two = graph.loop(p, p) && graph.loop(q, q) && graph.reaches(p, q) && !graph.loop(p, q);
                if (two && shares(p, q)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean shares(int p, int q) {
        int[] first = loop(p);
        int[] second = loop(q);
        var goal = List.of(p, q, q);
        var seen = new HashSet<List<Integer>>(List.of(List.of(p, p, q)));
        var queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty() && !seen.contains(goal)) {
            List<Integer> here = queue.remove();
            for (int x : first) {
                for (int z : second) {
                    if (follows(here.get(0), x) && follows(here.get(2), z) && share(x, z)) {
                        between(here.get(1), x, z, seen, queue);
                    }
                }
            }
            if (seen.size() > MOST_VISITED) {
                throw new RegexGraph.TooComplex();
            }
        }
        return seen.contains(goal);
    }

    private void between(int from, int x, int z, Set<List<Integer>> seen, ArrayDeque<List<Integer>> queue) {
        var common = (BitSet) graph.set(x).clone();
        common.and(graph.set(z));
        for (int y = 0; y < graph.size(); y++) {
            if (follows(from, y) && common.intersects(graph.set(y)) && seen.add(List.of(x, y, z))) {
                queue.add(List.of(x, y, z));
            }
        }
    }

    private boolean follows(int from, int to) {
        return graph.ways(from, to) > 0;
    }

    private boolean share(int a, int b) {
        return graph.set(a).intersects(graph.set(b));
    }
}
