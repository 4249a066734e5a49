package dev.muster.history;

import java.util.List;

/**
 * What changed in an output.
 *
 * @param lines unified hunks: lines that begin with {@code @@}, {@code -}, {@code +} or a space
 * @param added how many lines are new
 * @param removed how many are gone
 * @param note what to know about it; empty when there is nothing
 */
public record TextChange(List<String> lines, int added, int removed, String note) {
    public TextChange {
        lines = List.copyOf(lines);
    }

    /** A change that cannot be shown. */
    static TextChange unseen(String why) {
        return new TextChange(List.of(), 0, 0, why);
    }

    /** The same with no more lines than this. */
    public TextChange shortened(int most) {
        return lines.size() <= most
                ? this
                : new TextChange(
                        lines.subList(0, most), added, removed, (lines.size() - most) + " more lines of difference");
    }
}
