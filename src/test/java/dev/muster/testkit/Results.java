package dev.muster.testkit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a run's folder, read as their users do. */
public record Results(Path folder) {
    private static final JsonMapper JSON = new JsonMapper();

    /** All rows of results.csv. */
    public List<CSVRecord> rows() throws IOException {
        return rows(folder.resolve("results.csv"));
    }

    /** All rows of a CSV file with a header. */
    public static List<CSVRecord> rows(Path file) throws IOException {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        String text = Files.readString(file, StandardCharsets.UTF_8);
        try (var parser = format.parse(new StringReader(text))) {
            return parser.getRecords();
        }
    }

    /** The rows of one device. */
    public List<CSVRecord> rows(String device) throws IOException {
        return rows().stream().filter(row -> row.get("device").equals(device)).toList();
    }

    /** A column of results.csv. */
    public List<String> column(String name) throws IOException {
        return rows().stream().map(row -> row.get(name)).toList();
    }

    /** The whole of results.json. */
    public JsonNode json() throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("results.json")));
    }

    /** The devices of results.json. */
    public List<JsonNode> devices() throws IOException {
        var devices = new ArrayList<JsonNode>();
        json().get("devices").forEach(devices::add);
        return devices;
    }

    /** One device of results.json. */
    public JsonNode device(String name) throws IOException {
        return devices().stream()
                .filter(device -> device.get("device").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no device " + name + " in results.json"));
    }

    /** Each line of a text as an object. */
    public static List<JsonNode> lines(String text) {
        return text.lines().map(JSON::readTree).toList();
    }
}
