package dev.muster.platform;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tries an expression on long lines made to keep its loops busy, and counts the characters that it looks at. */
final class RegexProbe {
    private static final int LENGTH = 2_000;
    private static final long MOST_LOOKS = 600L * LENGTH;

    private RegexProbe() {}

    /** What is wrong with the expression, or null when every line was judged soon. */
    static @Nullable String problem(Pattern pattern, RegexGraph graph) {
        int[] before = path(graph, graph.first());
        var tried = new BitSet();
        for (int place = 1; place < graph.size(); place++) {
            if (!graph.loop(place, place) || tried.get(place) || before[place] == -2) {
                continue;
            }
            for (int other = 0; other < graph.size(); other++) {
                tried.set(other, tried.get(other) || graph.loop(place, other));
            }
            String line = word(graph, before, place) + round(graph, place);
            String problem = judge(pattern, line + "\u0001");
            if (problem != null) {
                return problem;
            }
        }
        return judge(pattern, " ".repeat(LENGTH) + "\u0001");
    }

    private static @Nullable String judge(Pattern pattern, String line) {
        try {
            pattern.matcher(new MeteredText(line, new AtomicLong(MOST_LOOKS))).find();
            return null;
        } catch (MeteredText.Spent e) {
            return "takes too long on a line of " + LENGTH + " characters";
        } catch (StackOverflowError e) {
            return "needs too much memory on a line of " + LENGTH + " characters";
        }
    }

    /** For each place the one before it on a shortest way: -1 where it begins, -2 where there is none. */
    private static int[] path(RegexGraph graph, int[] first) {
        int[] before = new int[graph.size()];
        Arrays.fill(before, -2);
        var queue = new ArrayDeque<Integer>();
        for (int place = 0; place < graph.size(); place++) {
            if (first[place] > 0) {
                before[place] = -1;
                queue.add(place);
            }
        }
        while (!queue.isEmpty()) {
            int here = queue.remove();
            for (int next = 0; next < graph.size(); next++) {
                if (graph.ways(here, next) > 0 && before[next] == -2) {
                    before[next] = here;
                    queue.add(next);
                }
            }
        }
        return before;
    }

    private static String word(RegexGraph graph, int[] before, int last) {
        var word = new StringBuilder();
        for (int at = last; at >= 0; at = before[at]) {
            word.append(sample(graph.set(at)));
        }
        return word.reverse().toString();
    }

    /** The loop of a place, run through again and again. */
    private static String round(RegexGraph graph, int place) {
        int[] first = new int[graph.size()];
        for (int next = 0; next < graph.size(); next++) {
            first[next] = graph.loop(place, next) ? graph.ways(place, next) : 0;
        }
        String once = word(graph, path(graph, first), place);
        return once.repeat(LENGTH / once.length() + 1);
    }

    private static char sample(BitSet set) {
        for (char wanted : List.of('a', '1', ' ', '-', 'A')) {
            if (set.get(wanted)) {
                return wanted;
            }
        }
        int printable = set.nextSetBit('!');
        return (char) (printable >= 0 ? printable : Math.max(0, set.nextSetBit(0)));
    }

    /** A text that counts down with every look at one of its characters. */
    private record MeteredText(String text, AtomicLong left) implements CharSequence {
        /** The looks are used up. */
        static final class Spent extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Spent() {
                super("spent", null, false, false);
            }
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left.getAndDecrement() <= 0) {
                throw new Spent();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new MeteredText(text.substring(start, end), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
