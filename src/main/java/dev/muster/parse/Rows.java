package dev.muster.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the rows out of a document made of maps, lists and plain values. */
final class Rows {
    private Rows() {}

    static List<Map<String, @Nullable Object>> at(@Nullable Object document, RowPath path) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        List<@Nullable Object> found = new ArrayList<>();
        find(document, path, found);
        found.forEach(value -> add(value, rows));
        return rows;
    }

    /** Every value that a path leads to. */
    static void find(@Nullable Object document, RowPath path, List<@Nullable Object> found) {
        if (path.anywhere()) {
            search(document, path.parts(), found);
        } else {
            walk(document, path.parts(), found);
        }
    }

    private static void search(@Nullable Object value, List<String> parts, List<@Nullable Object> found) {
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey(parts.getFirst())) {
                walk(map, parts, found);
            }
            map.forEach((name, member) -> {
                if (!parts.getFirst().equals(name)) {
                    search(member, parts, found);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> search(element, parts, found));
        }
    }

    private static void walk(@Nullable Object value, List<String> parts, List<@Nullable Object> found) {
        if (parts.isEmpty()) {
            found.add(value);
            return;
        }
        String part = parts.getFirst();
        List<String> rest = parts.subList(1, parts.size());
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey(part)) {
                walk(map.get(part), rest, found);
            } else if (part.equals("*")) {
                map.forEach((name, member) -> walk(keyed(name, member), rest, found));
            }
        } else if (value instanceof List<?> list) {
            through(list, parts, found);
        }
    }

    private static void through(List<?> list, List<String> parts, List<@Nullable Object> found) {
        String part = parts.getFirst();
        List<String> rest = parts.subList(1, parts.size());
        if (part.matches("\\d{1,9}")) {
            int index = Integer.parseInt(part);
            if (index < list.size()) {
                walk(list.get(index), rest, found);
            }
        } else {
            list.forEach(element -> walk(element, part.equals("*") ? rest : parts, found));
        }
    }

    /** A member that is taken by a star keeps its name in the column {@code key}. */
    private static @Nullable Object keyed(@Nullable Object name, @Nullable Object member) {
        if (!(member instanceof Map<?, ?> map) || map.containsKey("key")) {
            return member;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("key", String.valueOf(name));
        map.forEach((key, value) -> row.put(String.valueOf(key), value));
        return row;
    }

    private static void add(@Nullable Object value, List<Map<String, @Nullable Object>> rows) {
        if (value instanceof List<?> list) {
            list.forEach(element -> add(element, rows));
            return;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> row.put(String.valueOf(name), member));
        } else if (value != null) {
            row.put("value", value);
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
    }
}
