package dev.muster.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changed in the rows of an output.
 *
 * @param key the columns that tell rows apart; empty when none do, and rows are compared as a whole, or when
 *     either side has one row
 * @param added rows that are new
 * @param removed rows that are gone
 * @param changed rows of which other columns differ
 */
public record RowChange(
        List<String> key,
        List<Map<String, @Nullable Object>> added,
        List<Map<String, @Nullable Object>> removed,
        List<Changed> changed) {

    /**
     * A row that is still there.
     *
     * @param key the values of the key's columns
     */
    public record Changed(Map<String, @Nullable Object> key, List<Cell> cells) {}

    /** A value that is another one now. */
    public record Cell(
            String column,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Whether there is any difference. */
    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}
