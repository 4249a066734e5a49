package dev.muster.textfsm;

import java.util.ArrayList;
import java.util.List;

/** Adds the columns of further tables to the rows of the first where the keys are equal; without keys, row by row. */
final class Merge {
    private final List<Table> tables;

    Merge(List<Table> tables) {
        this.tables = tables;
    }

    Table result() {
        Table merged = tables.getFirst();
        List<String> keys = merged.keys();
        for (Table next : tables.subList(1, tables.size())) {
            keys = keys.isEmpty() ? next.keys() : keys;
            merged = extend(merged, next, keys);
        }
        return merged;
    }

    private static Table extend(Table table, Table more, List<String> keys) {
        List<String> columns = more.header().stream()
                .filter(name -> !table.header().contains(name))
                .toList();
        for (String key : keys) {
            if (!table.header().contains(key) || !more.header().contains(key)) {
                throw new TemplateException(
                        0, "the key '" + key + "' is not a value of both templates that are to be merged");
            }
        }
        var header = new ArrayList<>(table.header());
        header.addAll(columns);
        var rows = new ArrayList<List<Object>>();
        for (int i = 0; i < table.rows().size(); i++) {
            List<Object> row = new ArrayList<>(table.rows().get(i));
            List<Object> partner = keys.isEmpty() ? at(more, i) : partner(table, row, more, keys);
            columns.forEach(name ->
                    row.add(partner.isEmpty() ? "" : partner.get(more.header().indexOf(name))));
            rows.add(row);
        }
        return new Table(header, keys, rows);
    }

    private static List<Object> at(Table table, int row) {
        return row < table.rows().size() ? table.rows().get(row) : List.of();
    }

    private static List<Object> partner(Table table, List<Object> row, Table more, List<String> keys) {
        return more.rows().stream()
                .filter(candidate -> keys.stream()
                        .allMatch(key -> row.get(table.header().indexOf(key))
                                .equals(candidate.get(more.header().indexOf(key)))))
                .findFirst()
                .orElse(List.of());
    }
}
