package dev.muster.history;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import dev.muster.history.OutputLines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed from one text to another; the only class that names java-diff-utils. */
final class TextDiff {
    private static final DiffAlgorithmI<String> MYERS = new MyersDiffWithLinearSpace<>();
    /** Beyond this, lines are compared without their order: a minimal difference would take minutes. */
    private static final int MOST_ORDERED = 20_000;

    private final List<Line> before;
    private final List<Line> after;
    private final List<String> left;
    private final List<String> right;

    /**
     * A part of the left text that became a part of the right one; both by index, without the end.
     */
    record Edit(int leftFrom, int leftTo, int rightFrom, int rightTo) {}

    private TextDiff(List<Line> before, List<Line> after, Sameness sameness) {
        this.before = before;
        this.after = after;
        this.left = before.stream().map(line -> sameness.essence(line.text())).toList();
        this.right = after.stream().map(line -> sameness.essence(line.text())).toList();
    }

    /** The differences as unified hunks, or null when there are none. */
    static @Nullable TextChange between(List<Line> before, List<Line> after, Sameness sameness) {
        var diff = new TextDiff(before, after, sameness);
        return diff.left.equals(diff.right) ? null : diff.change();
    }

    private TextChange change() {
        int head = 0;
        int most = Math.min(left.size(), right.size());
        while (head < most && left.get(head).equals(right.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && left.get(left.size() - 1 - tail).equals(right.get(right.size() - 1 - tail))) {
            tail++;
        }
        int ends = 2 * head + 2 * tail;
        return left.size() + right.size() - ends > MOST_ORDERED ? unordered() : ordered(head, tail);
    }

    private TextChange ordered(int head, int tail) {
        List<Change> changes = MYERS.computeDiff(
                left.subList(head, left.size() - tail), right.subList(head, right.size() - tail), null);
        var edits = new ArrayList<Edit>();
        for (Change change : changes) {
            if (change.deltaType != DeltaType.EQUAL) {
                add(
                        edits,
                        new Edit(
                                head + change.startOriginal,
                                head + change.endOriginal,
                                head + change.startRevised,
                                head + change.endRevised));
            }
        }
        return new Hunks(before, after).of(edits);
    }

    /** What was taken away and what came in its place are one edit. */
    private static void add(List<Edit> edits, Edit next) {
        Edit last = edits.isEmpty() ? null : edits.getLast();
        if (last != null && last.leftTo == next.leftFrom && last.rightTo == next.rightFrom) {
            edits.set(edits.size() - 1, new Edit(last.leftFrom, next.leftTo, last.rightFrom, next.rightTo));
        } else {
            edits.add(next);
        }
    }

    private TextChange unordered() {
        var counts = new HashMap<String, Integer>();
        left.forEach(line -> counts.merge(line, -1, Integer::sum));
        right.forEach(line -> counts.merge(line, 1, Integer::sum));
        var lines = new ArrayList<String>();
        int removed = pick(before, left, counts, -1, lines);
        int added = pick(after, right, counts, 1, lines);
        String note = lines.isEmpty()
                ? "the same lines in another order"
                : "too large to compare in order: lines that only one of them has";
        return new TextChange(lines, added, removed, note);
    }

    /** Takes the lines of which one side has more than the other. */
    private static int pick(
            List<Line> from, List<String> keys, Map<String, Integer> counts, int sign, List<String> into) {
        int picked = 0;
        for (int i = 0; i < keys.size(); i++) {
            Integer count = counts.get(keys.get(i));
            if (count != null && count * sign > 0) {
                counts.put(keys.get(i), count - sign);
                into.add((sign < 0 ? "-" : "+") + from.get(i).text());
                picked++;
            }
        }
        return picked;
    }
}
