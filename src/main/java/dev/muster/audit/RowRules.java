package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the rows of an answer; nothing when a list is empty. */
final class RowRules {
    private final List<Map<String, @Nullable Object>> rows;
    private final Map<String, @Nullable Object> names;

    /** @param names what expressions see beside the columns of a row */
    RowRules(List<Map<String, @Nullable Object>> rows, Map<String, @Nullable Object> names) {
        this.rows = rows;
        this.names = names;
    }

    List<String> violations(Expectation.Rows rule) throws ExpressionException {
        if (rule.all() && rows.isEmpty()) {
            throw new CannotTell("the answer gave no rows, so nothing can be said of all of them");
        }
        var others = new ArrayList<Map<String, @Nullable Object>>();
        for (Map<String, @Nullable Object> row : rows) {
            if (!isTrue(rule.condition(), row)) {
                others.add(row);
            }
        }
        if (rule.all()) {
            return others.isEmpty() ? List.of() : violations(rule.condition(), others);
        }
        return others.size() < rows.size()
                ? List.of()
                : List.of("of " + Shown.counted(rows.size(), "row") + " none has "
                        + Shown.quoted(rule.condition().toString()));
    }

    private List<String> violations(Expression condition, List<Map<String, @Nullable Object>> others) {
        var violations = new ArrayList<String>();
        violations.add(others.size() + " of " + Shown.counted(rows.size(), "row") + " not "
                + Shown.quoted(condition.toString()) + ":");
        others.stream().limit(Shown.EXAMPLES).forEach(row -> violations.add("  " + text(row)));
        if (others.size() > Shown.EXAMPLES) {
            violations.add("  and " + (others.size() - Shown.EXAMPLES) + " more");
        }
        return violations;
    }

    int count(@Nullable Expression where) throws ExpressionException {
        int count = 0;
        for (Map<String, @Nullable Object> row : rows) {
            if (where == null || isTrue(where, row)) {
                count++;
            }
        }
        return count;
    }

    private boolean isTrue(Expression condition, Map<String, @Nullable Object> row) throws ExpressionException {
        var seen = new LinkedHashMap<>(names);
        seen.putAll(row);
        seen.put("row", row);
        return condition.isTrue(seen);
    }

    private static String text(Map<String, @Nullable Object> row) {
        var cells = new ArrayList<String>();
        row.forEach((column, value) -> {
            if (value != null && !value.toString().isEmpty() && !value.equals(List.of())) {
                cells.add(column + "=" + value);
            }
        });
        return Shown.line(String.join(", ", cells));
    }
}
