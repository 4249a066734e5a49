package dev.muster.history;

import dev.muster.history.RowChange.Cell;
import dev.muster.history.RowChange.Changed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares rows by the columns that tell them apart. */
final class RowDiff {
    /** How many columns a key has at most. */
    private static final int MOST_KEYS = 4;

    private final Sameness sameness;

    RowDiff(Sameness sameness) {
        this.sameness = sameness;
    }

    /** What changed, or null when nothing did. */
    @Nullable
    RowChange between(List<Map<String, @Nullable Object>> before, List<Map<String, @Nullable Object>> after) {
        if (before.equals(after)) {
            return null;
        }
        boolean single = before.size() == 1 && after.size() == 1;
        List<String> key = single ? stayed(before.getFirst(), after.getFirst()) : key(before, after);
        boolean byKey = single || !key.isEmpty();
        Map<Object, Map<String, @Nullable Object>> left = keyed(before, key, byKey);
        Map<Object, Map<String, @Nullable Object>> right = keyed(after, key, byKey);
        var changed = new ArrayList<Changed>();
        if (byKey) {
            left.forEach((id, row) -> {
                Map<String, @Nullable Object> now = right.get(id);
                List<Cell> cells = now == null ? List.of() : cells(row, now);
                if (!cells.isEmpty()) {
                    changed.add(new Changed(part(row, key), cells));
                }
            });
        }
        var change = new RowChange(key, missing(right, left), missing(left, right), changed);
        return change.isEmpty() ? null : change;
    }

    private static List<Map<String, @Nullable Object>> missing(
            Map<Object, Map<String, @Nullable Object>> of, Map<Object, Map<String, @Nullable Object>> in) {
        return of.entrySet().stream()
                .filter(entry -> !in.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<Cell> cells(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        var columns = new LinkedHashSet<>(before.keySet());
        columns.addAll(after.keySet());
        var cells = new ArrayList<Cell>();
        for (String column : columns) {
            Object old = before.get(column);
            Object now = after.get(column);
            if (!Objects.equals(essence(old), essence(now)) && counts(column, old) && counts(column, now)) {
                cells.add(new Cell(column, old, now));
            }
        }
        return cells;
    }

    private boolean counts(String column, @Nullable Object value) {
        return sameness.counts(column + ": " + value);
    }

    private @Nullable Object essence(@Nullable Object value) {
        return value instanceof String text ? sameness.essence(text) : value;
    }

    /** Of tables of one row, such as a device's version, the rows are the same one; its first column may tell which. */
    private static List<String> stayed(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        return before.keySet().stream()
                .limit(1)
                .filter(column -> Objects.equals(before.get(column), after.get(column)))
                .toList();
    }

    /** The first columns that have another value in every row of either side; the first one alone where that is enough. */
    private static List<String> key(
            List<Map<String, @Nullable Object>> before, List<Map<String, @Nullable Object>> after) {
        Map<String, @Nullable Object> first = before.isEmpty() ? after.getFirst() : before.getFirst();
        List<String> columns = first.keySet().stream().limit(MOST_KEYS).toList();
        for (String column : columns) {
            if (areTold(before, List.of(column)) && areTold(after, List.of(column))) {
                return List.of(column);
            }
        }
        for (int many = 2; many <= columns.size(); many++) {
            List<String> some = columns.subList(0, many);
            if (areTold(before, some) && areTold(after, some)) {
                return some;
            }
        }
        return List.of();
    }

    private static boolean areTold(Collection<Map<String, @Nullable Object>> rows, List<String> key) {
        var seen = new HashSet<Object>();
        return rows.stream().allMatch(row -> seen.add(part(row, key)));
    }

    /** Rows by their key; equal rows without one are told apart by how often they came. */
    private static Map<Object, Map<String, @Nullable Object>> keyed(
            List<Map<String, @Nullable Object>> rows, List<String> key, boolean byKey) {
        var keyed = new LinkedHashMap<Object, Map<String, @Nullable Object>>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> id = byKey ? part(row, key) : row;
            int times = 1;
            while (keyed.putIfAbsent(List.of(id, times), row) != null) {
                times++;
            }
        }
        return keyed;
    }

    private static Map<String, @Nullable Object> part(Map<String, @Nullable Object> row, List<String> columns) {
        var part = new LinkedHashMap<String, @Nullable Object>();
        columns.forEach(column -> part.put(column, row.get(column)));
        return part;
    }
}
