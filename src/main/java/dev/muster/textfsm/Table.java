package dev.muster.textfsm;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a text. A field is a {@code String} (empty when nothing was matched) or, for a value that is a list, a
 * {@code List} of strings or of maps.
 *
 * @param header the names of the columns as the template writes them
 * @param keys the columns that tell rows apart
 */
public record Table(List<String> header, List<String> keys, List<List<Object>> rows) {
    public Table {
        header = List.copyOf(header);
        keys = List.copyOf(keys);
    }

    static Table of(Template template, List<@Nullable Object[]> rows) {
        List<String> keys = template.values().stream()
                .filter(value -> value.has(Option.KEY))
                .map(Value::name)
                .toList();
        List<List<Object>> fields = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            fields.add(new Row(row));
        }
        return new Table(template.header(), keys, Collections.unmodifiableList(fields));
    }

    /**
     * The rows as maps whose keys are the columns in lower case, in the order of the template: the form in which collections
     * of templates write their expectations. In a list, what an optional group did not match is the text {@code None}.
     */
    public List<Map<String, Object>> maps() {
        List<String> names =
                header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<Map<String, Object>> maps = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            Map<String, Object> map = LinkedHashMap.newLinkedHashMap(names.size());
            for (int i = 0; i < names.size(); i++) {
                map.put(names.get(i), named(row.get(i)));
            }
            maps.add(map);
        }
        return maps;
    }

    private static Object named(Object field) {
        if (!(field instanceof List<?> list) || !list.contains(null)) {
            return field;
        }
        return list.stream().map(entry -> entry == null ? "None" : entry).toList();
    }

    /** The fields of a row, none of them null. */
    private static final class Row extends AbstractList<Object> {
        private final @Nullable Object[] fields;

        Row(@Nullable Object[] fields) {
            this.fields = fields;
        }

        @Override
        public Object get(int index) {
            Object field = fields[index];
            return field == null ? "" : field;
        }

        @Override
        public int size() {
            return fields.length;
        }
    }
}
