package dev.muster.page;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What one line tells of a run: the first and last few kilobytes of its {@code results.json}, whatever lies between.
 *
 * @param folder the run's folder
 * @param started ISO 8601, empty when the run has no results
 * @param counts devices by status, and {@code devices}, {@code checks_failed}, {@code elapsed_ms}
 */
record RunLine(Path folder, String job, String started, Map<String, Long> counts, boolean stopped) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int HEAD = 4 << 10;
    private static final int TAIL = 16 << 10;
    private static final String SUMMARY = "\n  \"summary\": ";
    private static final String DEVICES = "\n  \"devices\": ";

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Whether the run has ended and left results. */
    boolean hasResults() {
        return !started.isEmpty();
    }

    /** Whether every device is ok and every check holds. */
    boolean isWell() {
        return devicesAreOk() && checksHold();
    }

    /** Whether every device is ok. */
    boolean devicesAreOk() {
        return hasResults() && !stopped && count("ok") == count("devices");
    }

    private boolean checksHold() {
        return count("checks_failed") == 0;
    }

    /** The line of a folder; null when it holds no run. */
    static @Nullable RunLine of(Path folder) {
        Path results = folder.resolve("results.json");
        try (var file = new RandomAccessFile(results.toFile(), "r")) {
            String head = text(file, 0, HEAD);
            String tail = text(file, Math.max(0, file.length() - TAIL), TAIL);
            Map<String, String> run = fields(head.substring(head.indexOf("\"run\": ") + 7, head.indexOf(DEVICES)));
            Map<String, String> summary = fields(tail.substring(tail.lastIndexOf(SUMMARY) + SUMMARY.length()));
            var counts = new HashMap<String, Long>();
            summary.forEach((name, value) -> {
                if (value.matches("\\d{1,18}")) {
                    counts.put(name, Long.parseLong(value));
                }
            });
            boolean stopped = !summary.getOrDefault("stopped", "null").equals("null");
            return new RunLine(folder, run.getOrDefault("job", ""), run.getOrDefault("started", ""), counts, stopped);
        } catch (IOException | JacksonException | IndexOutOfBoundsException e) {
            boolean begun = Files.isRegularFile(folder.resolve("journal.jsonl"));
            return begun ? new RunLine(folder, "", "", Map.of(), false) : null;
        }
    }

    private static String text(RandomAccessFile file, long at, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(most, file.length() - at)];
        file.seek(at);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String json) {
        var fields = new HashMap<String, String>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else {
                    fields.put(name, String.valueOf(parser.getString()));
                }
            }
        }
        return fields;
    }
}
