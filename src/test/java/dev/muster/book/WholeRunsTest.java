package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs from start to end: the jobs of this project, signals (B32), a full disk. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeRunsTest {
    private static final List<String> R = List.of("R1", "R2", "R3", "R4", "R5", "R6");

    @TempDir
    static Path shared;

    /** Takes twenty seconds, nearly all of them waiting: it runs beside the other tests. */
    private static Program faults;

    @TempDir
    Path temp;

    @BeforeAll
    static void startFaults() throws IOException {
        faults = Program.start(
                "run", "jobs/faults.yaml", "--out", shared.resolve("faults").toString());
    }

    @AfterAll
    static void endFaults() throws Exception {
        faults.close();
    }

    @Test
    @Order(9)
    void theJobOfFaultsHasARowForEveryDeviceAndAHintForEveryFailure() throws Exception {
        Program.Ended ended = faults.end();
        assertEquals(1, ended.status(), ended.err());
        var results = new Results(shared.resolve("faults"));
        assertEquals(20, new HashSet<>(results.column("device")).size());
        var kinds = new LinkedHashMap<String, String>();
        for (JsonNode device : results.devices()) {
            JsonNode failure = device.get("failure");
            if (!failure.isNull()) {
                kinds.put(device.get("device").asString(), failure.get("kind").asString());
                assertFalse(failure.get("hint").asString().isBlank(), device.toString());
            }
        }
        assertEquals(
                Map.of(
                        "R5",
                        "authentication",
                        "R7",
                        "prompt_timeout",
                        "R9",
                        "refused_command",
                        "R11",
                        "disconnected",
                        "R13",
                        "connection_refused",
                        "R15",
                        "prompt_timeout",
                        "R17",
                        "privilege"),
                kinds);
        assertTrue(ended.err().contains("20 devices: 13 ok, 1 refused, 2 timed out, 4 failed"), ended.err());
    }

    @Test
    @Order(1)
    void theFirstJobRunsWell() throws Exception {
        Program.Ended ended = Program.job("jobs/demo.yaml", temp.resolve("run"));
        assertEquals(0, ended.status(), ended.err());
        var results = new Results(temp.resolve("run"));
        assertEquals(72, results.rows().size(), "24 devices, three commands each");
        assertTrue(ended.err().contains("24 devices: 24 ok"), ended.err());
        assertTrue(results.json().at("/summary/elapsed_ms").asLong() < 15_000);
    }

    @Test
    @Order(2)
    void everyFileBelowJobsIsSound() throws Exception {
        var arguments = new ArrayList<>(List.of("validate"));
        try (Stream<Path> files = Files.walk(Path.of("jobs"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".yaml")).forEach(arguments::add);
        }
        Program.Ended ended = Program.run(arguments.toArray(String[]::new));
        assertEquals(0, ended.status(), ended.err());
        assertEquals("", ended.err());
        assertEquals(arguments.size() - 1, ended.out().lines().count());
        arguments.stream().skip(1).forEach(file -> assertTrue(ended.out().contains(file + ": ok, "), file));
    }

    private Program startCancel() throws Exception {
        Path folder = temp.resolve("run");
        Program program = Program.start("run", "jobs/book/b32-cancel.yaml", "--out", folder.toString());
        Await.until(
                "R1 ended, R2 and R3 run", Duration.ofSeconds(20), () -> Files.exists(folder.resolve("files/R1.txt")));
        return program;
    }

    /** Every device has one outcome in every file, and every file is whole. */
    private Results assertWhole() throws Exception {
        var results = new Results(temp.resolve("run"));
        assertEquals(
                R,
                results.devices().stream()
                        .map(device -> device.get("device").asString())
                        .toList());
        assertEquals(R, results.column("device").stream().distinct().toList());
        List<JsonNode> lines = Results.lines(Files.readString(results.folder().resolve("results.jsonl")));
        assertEquals(results.devices(), lines);
        for (String device : R) {
            String status = results.device(device).get("status").asString();
            String file = Files.readString(results.folder().resolve("files/" + device + ".txt"));
            assertTrue(file.startsWith("! " + device + " ") && file.endsWith("\n"), file);
            assertTrue(status.equals("ok") || status.equals("cancelled"), device + " is " + status);
        }
        try (Stream<Path> files = Files.list(results.folder())) {
            assertEquals(
                    List.of(
                            "failed.yaml",
                            "files",
                            "journal.jsonl",
                            "metrics.prom",
                            "results.csv",
                            "results.json",
                            "results.jsonl"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        return results;
    }

    @Test
    @Order(3)
    void b32CtrlCTwiceEndsTheRunAtOnceWithWholeFiles() throws Exception {
        try (Program program = startCancel()) {
            program.signal("INT");
            Await.until("told", Duration.ofSeconds(5), () -> program.said().contains("Ctrl-C again"));
            program.signal("INT");
            long begin = System.nanoTime();
            Program.Ended ended = program.end();
            assertTrue(System.nanoTime() - begin < 3_000_000_000L, "running devices are not waited for");
            assertEquals(130, ended.status(), ended.err());
            assertTrue(ended.err().contains("cancelled"), ended.err());
        }
        assertCancelled(assertWhole(), "interrupted");
    }

    @Test
    @Order(4)
    void b32TerminationGivesDevicesFiveSecondsAndWholeFiles() throws Exception {
        try (Program program = startCancel()) {
            long begin = System.nanoTime();
            program.signal("TERM");
            Program.Ended ended = program.end();
            long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            assertTrue(took >= 4500 && took < 8000, "ended after " + took + " ms");
            assertEquals(143, ended.status(), ended.err());
        }
        assertCancelled(assertWhole(), "terminated");
    }

    private static void assertCancelled(Results results, String why) throws Exception {
        assertEquals("ok", results.device("R1").get("status").asString());
        List<CSVRecord> running = results.rows("R2");
        assertEquals(
                List.of("ok", "cancelled"),
                running.stream().map(row -> row.get("status")).toList());
        assertEquals(why, running.get(1).get("message"));
        assertTrue(running.get(1).get("output").startsWith("R2 still counting: 1\n"), "what came is kept");
        CSVRecord last = results.rows("R6").getFirst();
        assertEquals("cancelled", last.get("status"));
        assertEquals("never started: " + why, last.get("message"));
        assertEquals("0", last.get("attempt"));
    }

    @Test
    @Order(5)
    void b32OneCtrlCLetsRunningDevicesEndTheirCommand() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 3}}
                run: {max_workers: 2}
                vars: {tenths: {R1: 5, R2: 25, R3: 5}}
                steps: [{show: "show slow {{ vars.tenths[name] }}"}, {show: show clock}]
                """);
        Path folder = temp.resolve("run");
        try (Program program = Program.start(
                "run", job.toString(), "--out", folder.toString(), "--report", "csv,json,files", "--verbose")) {
            Await.until("R1 ended", Duration.ofSeconds(20), () -> Files.exists(folder.resolve("files/R1.txt")));
            program.signal("INT");
            assertEquals(130, program.end().status());
        }
        var results = new Results(folder);
        assertEquals(List.of("ok", "ok"), statuses(results, "R1"));
        assertEquals(List.of("ok", "cancelled"), statuses(results, "R2"), "the command under way, not the next");
        assertTrue(results.rows("R2").getFirst().get("output").endsWith("R2 still counting: 25"), "and all of it");
        assertEquals(List.of("cancelled"), statuses(results, "R3"));
    }

    private static List<String> statuses(Results results, String device) throws Exception {
        return results.rows(device).stream().map(row -> row.get("status")).toList();
    }

    @Test
    @Order(6)
    void aFullDiskIsToldAndNothingHalfWrittenLooksWhole() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "a small file system can only be mounted by root; the test of a full disk is skipped");
        try {
            Path job = Files.writeString(temp.resolve("job.yaml"), """
                    inventory: {lab: {devices: 40, latency: 1ms}}
                    run: {max_workers: 4}
                    steps: [{show: show running-config}]
                    """);
            Path folder = disk.resolve("run");
            Program.Ended ended = Program.job(job.toString(), folder, "--report", "csv,json,files");
            assertEquals(4, ended.status(), ended.err());
            assertTrue(ended.err().contains("No space left on device"), ended.err());
            assertTrue(ended.err().contains("stopped early: results cannot be written: "), ended.err());
            assertFalse(Files.exists(folder.resolve("results.csv")));
            assertFalse(Files.exists(folder.resolve("results.json")));
            assertTrue(ended.err().contains("results.json.part holds the first "), ended.err());
            int rows = Results.rows(folder.resolve("results.csv.incomplete")).size();
            assertTrue(
                    ended.err().contains("results.csv.incomplete holds the first " + rows + " of 40 devices"),
                    ended.err());
            try (Stream<Path> files = Files.list(folder.resolve("files"))) {
                for (Path file : files.toList()) {
                    assertTrue(Files.readString(file).endsWith("\nend\n"), file + " is whole");
                }
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
