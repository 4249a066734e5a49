package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRunsTest {
    @TempDir
    Path job;

    private void run(String id, String devices) throws IOException {
        Path folder = Files.createDirectories(job.resolve(id));
        Files.writeString(
                folder.resolve("results.json"), "{\"run\": {\"job\": \"x\"}, \"devices\": [" + devices + "]}");
    }

    private static String device(String name, long millis) {
        return "{\"device\": \"" + name + "\", \"timings\": {\"queue_ms\": 99, \"total_ms\": " + millis
                + "}, \"steps\": [{\"output\": \"device total_ms\"}]}";
    }

    @Test
    void theNewestRunThatTriedADeviceTellsHowLongItTook() throws Exception {
        run("20261120-020000-aaaa", device("R1", 9000) + "," + device("R2", 2000));
        run("20261121-020000-bbbb", device("R1", 3000) + "," + device("R2", 0));
        assertEquals(Map.of("R1", Duration.ofSeconds(3), "R2", Duration.ofSeconds(2)), LastRuns.durations(job));
    }

    @Test
    void onlyTheLastThreeRunsAreRead() throws Exception {
        run("20261119-020000-aaaa", device("R1", 9000));
        for (int day = 20; day <= 22; day++) {
            run("202611" + day + "-020000-bbbb", device("R2", day));
        }
        assertEquals(Map.of("R2", Duration.ofMillis(22)), LastRuns.durations(job));
    }

    @Test
    void aRunThatDiedWhileItWroteTellsWhatItCan() throws Exception {
        run("20261121-020000-aaaa", device("R1", 1000));
        Path results = job.resolve("20261121-020000-aaaa/results.json");
        Files.writeString(results, Files.readString(results).replace("]}", ", {\"device\": \"R"));
        assertEquals(Map.of("R1", Duration.ofSeconds(1)), LastRuns.durations(job));
    }

    @Test
    void aJobThatNeverRanTellsNothing() {
        assertEquals(Map.of(), LastRuns.durations(job.resolve("nowhere")));
    }
}
