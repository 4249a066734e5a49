package dev.muster.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files as their users do. */
final class Read {
    private static final JsonMapper JSON = new JsonMapper();

    private Read() {}

    static List<CSVRecord> csv(Path file) throws IOException {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(new StringReader(Files.readString(file, StandardCharsets.UTF_8)))) {
            return parser.getRecords();
        }
    }

    static List<String> column(Path csv, String name) throws IOException {
        return csv(csv).stream().map(row -> row.get(name)).toList();
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    static List<JsonNode> jsonLines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }
}
