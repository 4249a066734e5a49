package dev.muster.audit;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;

/** How a text differs from another, line by line. */
final class TextDiff {
    /** The work grows with the product of the lengths of what differs. */
    private static final int MOST_COMPARED = 4000;

    private TextDiff() {}

    /** Lines that begin with {@code -} (expected) and {@code +} (found); empty when both are the same. */
    static List<String> of(List<String> expected, List<String> found) {
        if (expected.equals(found)) {
            return List.of();
        }
        int head = 0;
        int shorter = Math.min(expected.size(), found.size());
        while (head < shorter && expected.get(head).equals(found.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && expected.get(expected.size() - 1 - tail).equals(found.get(found.size() - 1 - tail))) {
            tail++;
        }
        List<String> before = expected.subList(head, expected.size() - tail);
        List<String> after = found.subList(head, found.size() - tail);
        return Math.max(before.size(), after.size()) > MOST_COMPARED
                ? List.of(
                        "from line " + (head + 1) + ", " + before.size() + " lines are " + after.size() + " others, too"
                                + " many to compare; the first:",
                        "-" + (before.isEmpty() ? "" : before.getFirst()),
                        "+" + (after.isEmpty() ? "" : after.getFirst()))
                : compared(before, after, head);
    }

    private static List<String> compared(List<String> before, List<String> after, int head) {
        var patch = DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<String>());
        var lines = new ArrayList<String>();
        var removed = new ArrayList<String>();
        var added = new ArrayList<String>();
        int begin = 0;
        int end = -1;
        for (var delta : patch.getDeltas()) {
            var source = delta.getSource();
            if (source.getPosition() > end) {
                tell(begin, removed, added, lines);
                begin = head + 1 + source.getPosition();
            }
            removed.addAll(source.getLines());
            added.addAll(delta.getTarget().getLines());
            end = source.getPosition() + source.size();
        }
        tell(begin, removed, added, lines);
        return lines;
    }

    /** What belongs together: the lines that went, then those that came. */
    private static void tell(int begin, List<String> removed, List<String> added, List<String> into) {
        if (!removed.isEmpty() || !added.isEmpty()) {
            into.add("line " + begin + ":");
            removed.forEach(line -> into.add("-" + line));
            added.forEach(line -> into.add("+" + line));
        }
        removed.clear();
        added.clear();
    }
}
