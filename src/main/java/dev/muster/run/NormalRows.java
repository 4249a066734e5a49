package dev.muster.run;

import dev.muster.parse.Json;
import dev.muster.parse.RowPath;
import dev.muster.platform.Normal;
import dev.muster.result.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows with the columns that all platforms have in common, whatever they were made of. */
final class NormalRows {
    private NormalRows() {}

    /** @param byApi whether the rows are those of an API's answer, and not of a template */
    static Parsed of(Parsed parsed, Normal normal, boolean byApi) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (Map<String, @Nullable Object> row : parsed.rows()) {
            Map<String, @Nullable Object> common = new LinkedHashMap<>();
            normal.columns().forEach((name, column) -> common.put(name, value(row, column, byApi)));
            rows.add(common);
        }
        return new Parsed(parsed.status(), rows, parsed.by(), parsed.failure());
    }

    private static String value(Map<String, @Nullable Object> row, Normal.Column column, boolean byApi) {
        List<String> sources = byApi ? column.api() : column.textfsm();
        String text = sources.stream()
                .map(source -> byApi ? Json.at(row, RowPath.of(source)) : row.get(source))
                .filter(Objects::nonNull)
                .map(NormalRows::text)
                .filter(found -> !found.isBlank())
                .findFirst()
                .orElse("");
        Matcher kept = column.keep() == null ? null : column.keep().matcher(text);
        return (kept != null && kept.find() ? String.valueOf(kept.group(1)) : text).strip();
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }
}
