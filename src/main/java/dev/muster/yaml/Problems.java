package dev.muster.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every mistake, so that a user sees all of them at once. */
public final class Problems {
    private static final int MOST = 200;

    private final List<Problem> list = new ArrayList<>();

    /** Notes a mistake; after {@value #MOST} the rest is only counted by the reader's patience. */
    public void add(Mark mark, String message) {
        var problem = new Problem(mark, message);
        if (list.size() < MOST && !list.contains(problem)) {
            list.add(problem);
        }
    }

    /** No mistake so far. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The mistakes, by file, line and column. */
    public List<Problem> all() {
        return list.stream()
                .sorted(Comparator.comparing((Problem p) -> p.mark().file())
                        .thenComparingInt(p -> p.mark().line())
                        .thenComparingInt(p -> p.mark().column()))
                .toList();
    }

    /** How many so far, to notice that a reading added some. */
    public int size() {
        return list.size();
    }
}
