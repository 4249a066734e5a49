package dev.muster.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** Values of rows as text. */
public final class RowText {
    private RowText() {}

    /** As a field of a table: a list or a map is JSON, nothing is empty. */
    public static String field(@Nullable Object value) throws IOException {
        if (value == null) {
            return "";
        }
        boolean plain = !(value instanceof List<?>) && !(value instanceof Map<?, ?>);
        return plain ? Utf8.wellFormed(value.toString()) : json(value);
    }

    /** As JSON on one line. */
    public static String json(@Nullable Object value) throws IOException {
        var text = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(text)) {
            json.value(value);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A line of CSV with its end. */
    public static String csv(List<String> fields) throws IOException {
        var line = new StringBuilder();
        CSVFormat.RFC4180.printRecord(line, fields.toArray());
        return line.toString();
    }
}
