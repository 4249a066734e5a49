package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One device after the other, all at once, the first error, results as they complete: B1 to B5, B17, B27. */
class GatherTest {
    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("run");
    }

    private Program.Ended run(String job, int status, String... options) throws Exception {
        Program.Ended ended = Program.job("jobs/book/" + job, folder(), options);
        assertEquals(status, ended.status(), ended.err());
        return ended;
    }

    private Results results() {
        return new Results(folder());
    }

    @Test
    void b1StepsOfADeviceNeverOverlap() throws Exception {
        run("b01-in-order.yaml", 0);
        List<CSVRecord> rows = results().rows();
        assertEquals(List.of("show version", "show clock"), results().column("command"));
        Instant firstEnded = Instant.parse(rows.get(0).get("started")).plusMillis(elapsed(rows.get(0)));
        Instant secondStarted = Instant.parse(rows.get(1).get("started"));
        assertFalse(secondStarted.isBefore(firstEnded), firstEnded + " and " + secondStarted);
        for (CSVRecord row : rows) {
            assertTrue(elapsed(row) >= 150, "each answer takes the device's latency, so overlap would show");
        }
    }

    private static long elapsed(CSVRecord row) {
        return Long.parseLong(row.get("elapsed_ms"));
    }

    @Test
    void b2TheRunTakesAsLongAsItsSlowestDeviceAndRowsAreInTheOrderAsked() throws Exception {
        Program.Ended ended = run("b02-gather.yaml", 0, "--json");
        assertEquals(List.of("R1", "R2", "R3", "R4"), results().column("device"));
        assertEquals(
                List.of("R1", "R2", "R3", "R4"),
                results().devices().stream()
                        .map(device -> device.get("device").asString())
                        .toList());
        List<String> completed = Results.lines(ended.out()).stream()
                .filter(event -> event.get("event").asString().equals("device_ended"))
                .map(event -> event.at("/result/device").asString())
                .toList();
        assertEquals(4, completed.size());
        assertTrue(completed.indexOf("R2") < completed.indexOf("R1"), "5, 2, 3 and 7 tenths away: " + completed);
        assertEquals("R4", completed.getLast(), completed.toString());
        long slowest = 0;
        long sum = 0;
        for (JsonNode device : results().devices()) {
            long total = device.at("/timings/total_ms").asLong();
            slowest = Math.max(slowest, total);
            sum += total;
        }
        long wall = results().json().at("/summary/elapsed_ms").asLong();
        assertTrue(wall >= slowest && wall < slowest + 1000, "wall " + wall + ", slowest " + slowest);
        assertTrue(wall < sum * 2 / 3, "wall " + wall + ", sum " + sum);
    }

    @Test
    void b3TheFirstErrorEndsTheRunAndKeepsWhatIsDone() throws Exception {
        Program.Ended ended = run("b03-first-error.yaml", 4);
        assertTrue(ended.err().contains("stopped early: on_error: stop, after R2 failed"), ended.err());
        var statuses = new LinkedHashMap<String, String>();
        for (JsonNode device : results().devices()) {
            statuses.put(device.get("device").asString(), device.get("status").asString());
        }
        assertEquals(
                Map.of(
                        "R1",
                        "ok",
                        "R2",
                        "failed",
                        "R3",
                        "cancelled",
                        "R4",
                        "cancelled",
                        "R5",
                        "skipped",
                        "R6",
                        "skipped",
                        "R7",
                        "skipped"),
                statuses);
        assertEquals("disconnected", results().device("R2").at("/failure/kind").asString());
        assertEquals(2, results().rows("R1").size());
        assertTrue(results().rows("R1").get(1).get("output").contains("UTC"), "what is done is kept");
        for (CSVRecord row : results().rows()) {
            switch (row.get("status")) {
                case "skipped" -> assertEquals("never started: on_error: stop, after R2 failed", row.get("message"));
                case "cancelled" ->
                    assertTrue(
                            row.get("message").endsWith("R2 failed")
                                    || row.get("message").equals("an earlier step did not end well"),
                            row.toString());
                default -> {}
            }
        }
    }

    @Test
    void b4AnErrorStandsInPlaceOfTheResult() throws Exception {
        Program.Ended ended = run("b04-errors-as-results.yaml", 1);
        assertEquals(List.of("R1", "R2", "R3", "R4", "R5"), results().column("device"));
        assertEquals(List.of("ok", "ok", "failed", "ok", "ok"), results().column("status"));
        assertEquals(List.of("", "", "authentication", "", ""), results().column("failure"));
        assertTrue(results().rows("R3").getFirst().get("message").contains("refused the login of cisco"));
        assertTrue(ended.err().contains("5 devices: 4 ok, 1 failed"), ended.err());
        assertTrue(Files.readString(folder().resolve("failed.yaml")).contains("\"R3\""));
    }

    @Test
    void b5TheFastDevicesFileIsThereWhileTheSlowOneRuns() throws Exception {
        Path fast = folder().resolve("files/R1.txt");
        Path slow = folder().resolve("files/R2.txt");
        try (Program program = Program.start("run", "jobs/book/b05-as-completed.yaml", "--out", folder().toString())) {
            Await.until("the fast device's file", Duration.ofSeconds(20), () -> Files.exists(fast));
            String text = Files.readString(fast);
            assertFalse(Files.exists(slow), "the slow device has not ended");
            assertTrue(program.isRunning());
            assertTrue(
                    text.endsWith("ok: show slow 1\nR1 still counting: 1\n"), "whole from the first moment: " + text);
            assertEquals(0, program.end().status());
        }
        assertTrue(Files.readString(slow).endsWith("R2 still counting: 20\n"));
        assertEquals("R1", results().devices().getFirst().get("device").asString());
    }

    @Test
    void b17EachDeviceHasEveryCommandWithItsOwnOutput() throws Exception {
        run("b17-list-of-commands.yaml", 0);
        var briefs = new HashSet<String>();
        for (JsonNode device : results().devices()) {
            var outputs = new LinkedHashMap<String, String>();
            device.get("steps")
                    .forEach(step -> outputs.put(
                            step.get("command").asString(), step.get("output").asString()));
            assertEquals(List.of("sh clock", "sh ip int br", "sh users"), new ArrayList<>(outputs.keySet()));
            String n = device.get("device").asString().substring(1);
            assertTrue(outputs.get("sh clock").matches("\\*\\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC .* \\d{4}"));
            assertTrue(outputs.get("sh ip int br").contains("Ethernet0/0                192.168.100." + n + " "));
            assertTrue(outputs.get("sh users").contains("vty 0     cisco"));
            briefs.add(outputs.get("sh ip int br"));
        }
        assertEquals(3, briefs.size(), "no device has another's output");
    }

    @Test
    void b27TimeInTheQueueStandsApartFromWork() throws Exception {
        run("b27-how-long.yaml", 0);
        long before = 0;
        for (String name : List.of("R1", "R2", "R3", "R4")) {
            JsonNode timings = results().device(name).get("timings");
            long queue = timings.get("queue_ms").asLong();
            long total = timings.get("total_ms").asLong();
            assertTrue(queue >= before && queue < before + 300, name + " waited " + queue + " ms, not " + before);
            long phases = 0;
            for (String phase : List.of("connect_ms", "auth_ms", "setup_ms", "steps_ms", "close_ms")) {
                phases += timings.get(phase).asLong();
            }
            assertTrue(phases <= total && phases > total - 30, "the phases make up the work: " + timings);
            assertTrue(timings.get("steps_ms").asLong() >= 30, "one command, one latency: " + timings);
            assertTrue(total < 2000, "work does not include the queue: " + timings);
            before += total;
        }
        assertNotEquals(0, before);
    }
}
