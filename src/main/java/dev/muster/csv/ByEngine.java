package dev.muster.csv;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A condition that only the expression engine can read; columns are texts, also in {@code row['any name']}. */
record ByEngine(Expression expression, List<String> columns) implements Condition {

    /** @throws CsvException if it names what is no column, or is no expression */
    static Condition of(String text, List<String> columns) throws CsvException {
        var expression = new Expression(text);
        Map<String, Object> names = new LinkedHashMap<>();
        columns.forEach(column -> names.put(column, ""));
        names.put("row", new LinkedHashMap<>(names));
        String mistake = expression.mistake(names);
        if (mistake != null) {
            throw new CsvException("--where `" + text + "`: " + mistake + "; columns: " + String.join(", ", columns));
        }
        return new ByEngine(expression, columns);
    }

    @Override
    public boolean holds(CsvRows row) throws CsvException {
        Map<String, Object> names = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            names.put(columns.get(i), row.text(i));
        }
        names.putIfAbsent("row", new LinkedHashMap<>(names));
        try {
            return expression.isTrue(names);
        } catch (ExpressionException e) {
            throw new CsvException("row " + row.number() + ": --where `" + expression + "`: " + e.getMessage());
        }
    }
}
