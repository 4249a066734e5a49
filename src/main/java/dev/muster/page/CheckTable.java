package dev.muster.page;

import dev.muster.result.CheckResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks by devices: a letter each, and what was found where one does not hold. */
final class CheckTable {
    private static final String NONE = "-";

    private record Column(int place, CheckResult first, StringBuilder letters) {}

    private final Map<List<String>, Column> columns = new LinkedHashMap<>();
    private final Json details = new Json();

    CheckTable(List<DeviceFacts> devices) {
        details.array();
        for (int row = 0; row < devices.size(); row++) {
            for (CheckResult check : devices.get(row).checks()) {
                add(devices.size(), row, check);
            }
        }
        details.endArray();
    }

    private void add(int devices, int row, CheckResult check) {
        List<String> key = List.of(check.name(), check.of());
        Column column = columns.get(key);
        if (column == null) {
            column = new Column(columns.size(), check, new StringBuilder(NONE.repeat(devices)));
            columns.put(key, column);
        }
        column.letters.setCharAt(row, check.status().label().charAt(0));
        if (!check.detail().isEmpty()) {
            details.array().value(column.place).value(row).value(check.detail()).endArray();
        }
    }

    /** Writes the chunk {@code checks}. */
    void write(Chunks chunks) throws IOException {
        if (!columns.isEmpty()) {
            chunks.write("checks", details);
        }
    }

    /** Writes the columns, and what checks across devices found. */
    void write(Json json, List<CheckResult> fleet) {
        json.array("checks");
        for (Column column : columns.values()) {
            check(json.object(), column.first)
                    .field("letters", column.letters.toString())
                    .endObject();
        }
        json.endArray();
        json.array("fleet");
        for (CheckResult check : fleet) {
            check(json.object(), check)
                    .field("status", check.status().label())
                    .field("detail", check.detail())
                    .endObject();
        }
        json.endArray();
    }

    private static Json check(Json json, CheckResult check) {
        return json.field("name", check.name())
                .field("of", check.of())
                .field("severity", check.severity().label())
                .field("why", check.why())
                .field("fix", check.fix());
    }
}
