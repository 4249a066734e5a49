package dev.muster.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What earlier runs of a job tell of its devices, from their {@code results.json}. */
public final class LastRuns {
    private static final int RUNS = 3;
    private static final JsonFactory FACTORY = new JsonFactory();

    private LastRuns() {}

    /**
     * How long each device took the last time that it was tried, in the last three runs.
     *
     * @param folder of the job, with a folder for each run whose names sort by time; it need not exist
     */
    public static Map<String, Duration> durations(Path folder) {
        var durations = new HashMap<String, Duration>();
        try (Stream<Path> runs = Files.list(folder)) {
            List<Path> newest = runs.map(run -> run.resolve("results.json"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.reverseOrder())
                    .limit(RUNS)
                    .toList();
            newest.forEach(results -> add(results, durations));
        } catch (IOException e) {
            // no run yet, or none that may be read: the order is then that of the inventory
            return durations;
        }
        return durations;
    }

    private static void add(Path results, Map<String, Duration> durations) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), results)) {
            String device = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "device".equals(json.currentName())) {
                    device = json.getString();
                } else if (token == JsonToken.VALUE_NUMBER_INT && "total_ms".equals(json.currentName())) {
                    long millis = json.getLongValue();
                    if (millis > 0) {
                        durations.putIfAbsent(device, Duration.ofMillis(millis));
                    }
                }
            }
        } catch (JacksonException e) {
            // a run that died while it wrote: what was read of it is as good as any
            return;
        }
    }
}
