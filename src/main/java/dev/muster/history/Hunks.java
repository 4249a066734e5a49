package dev.muster.history;

import dev.muster.history.OutputLines.Line;
import dev.muster.history.TextDiff.Edit;
import java.util.ArrayList;
import java.util.List;

/** Writes edits as unified hunks, with the numbers that lines have in the whole output. */
final class Hunks {
    private static final int CONTEXT = 3;

    private final List<Line> before;
    private final List<Line> after;
    private final List<String> lines = new ArrayList<>();
    private int added;
    private int removed;

    Hunks(List<Line> before, List<Line> after) {
        this.before = before;
        this.after = after;
    }

    TextChange of(List<Edit> edits) {
        int from = 0;
        while (from < edits.size()) {
            int to = from + 1;
            while (to < edits.size()
                    && edits.get(to).leftFrom() - edits.get(to - 1).leftTo() <= 2 * CONTEXT) {
                to++;
            }
            hunk(edits.subList(from, to));
            from = to;
        }
        return new TextChange(lines, added, removed, "");
    }

    private void hunk(List<Edit> edits) {
        Edit first = edits.getFirst();
        Edit last = edits.getLast();
        int lead = Math.min(CONTEXT, first.leftFrom());
        int trail = Math.min(CONTEXT, before.size() - last.leftTo());
        int leftFrom = first.leftFrom() - lead;
        int rightFrom = first.rightFrom() - lead;
        int leftSize = last.leftTo() + trail - leftFrom;
        int rightSize = last.rightTo() + trail - rightFrom;
        lines.add("@@ -" + range(before, leftFrom, leftSize) + " +" + range(after, rightFrom, rightSize) + " @@");
        int at = leftFrom;
        for (Edit edit : edits) {
            same(at, edit.leftFrom());
            removed += put("-", before, edit.leftFrom(), edit.leftTo());
            added += put("+", after, edit.rightFrom(), edit.rightTo());
            at = edit.leftTo();
        }
        same(at, last.leftTo() + trail);
    }

    private void same(int from, int to) {
        int unused = put(" ", before, from, to);
    }

    private int put(String sign, List<Line> side, int from, int to) {
        side.subList(from, to).forEach(line -> lines.add(sign + line.text()));
        return to - from;
    }

    private static String range(List<Line> side, int from, int size) {
        int number = size > 0
                ? side.get(from).number()
                : from == 0 ? 0 : side.get(from - 1).number();
        return size == 1 ? String.valueOf(number) : number + "," + size;
    }
}
