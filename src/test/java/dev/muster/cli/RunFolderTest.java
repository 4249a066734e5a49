package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.journal.Journal;
import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What report and status make of a run, and runs whose folder is in use, full or gone. */
class RunFolderTest {
    @TempDir
    Path folder;

    private KilledRuns runs;

    @BeforeEach
    void prepare() {
        runs = new KilledRuns(folder);
    }

    @AfterEach
    void closeLab() {
        runs.close();
    }

    @Test
    void everyFileCanBeMadeAgainByteForByte() throws Exception {
        runs.lab(4, Duration.ZERO);
        Files.writeString(
                folder.resolve("inventory.yaml"),
                "  - {name: R9, host: 127.0.0.1, port: 1}\n",
                java.nio.file.StandardOpenOption.APPEND);
        Path job = runs.job("""
                inventory: inventory.yaml
                run: {output: {memory_limit: 1KiB}}
                steps:
                  - show: [show running-config, show nonsense, show clock]
                  - {show: show version, when: "name == 'R1'"}
                reports: [csv, json, jsonl, files]
                """);
        runs.run = folder.resolve("run");
        assertEquals(1, runs.muster("run", job, "--out", runs.run), runs.err);
        Map<String, byte[]> before = runs.files();
        assertTrue(
                before.keySet()
                        .containsAll(List.of(
                                "results.csv",
                                "results.json",
                                "results.jsonl",
                                "failed.yaml",
                                "files/R1.txt",
                                "outputs/R1-1.txt")),
                before.keySet().toString());
        for (String name : before.keySet()) {
            if (!name.startsWith("outputs/")) {
                Files.delete(runs.run.resolve(name));
            }
        }
        assertEquals(0, runs.muster("report", runs.run), runs.err);
        runs.assertSame(before);
        Files.delete(job);
        assertEquals(1, runs.muster("resume", runs.run), runs.err);
        runs.assertSame(before);
        assertTrue(runs.err.contains("nothing is left to run"), runs.err);
    }

    @Test
    void theReportOfAKilledRunHasEveryDevice() throws Exception {
        runs.lab(6, Duration.ofMillis(200));
        runs.killed(runs.job(KilledRuns.SHOW), 2);
        assertEquals(0, runs.muster("report", runs.run, "--report", "csv"), runs.err);
        assertTrue(runs.err.contains("the run did not end"), runs.err);
        assertEquals(6, new Results(runs.run).rows().size());
        assertTrue(new Results(runs.run).column("message").contains("not finished when the run died"));
    }

    @Test
    void aRunThatGoesOnIsLeftAlone() throws Exception {
        runs.lab(2, Duration.ofMillis(400));
        Path job = runs.job(KilledRuns.SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", runs.run.toString())) {
            Await.until("it goes on", KilledRuns.SOON, () -> Files.exists(runs.run.resolve("status.json")));
            assertEquals(2, runs.muster("resume", runs.run));
            assertTrue(runs.err.contains("this run goes on in another process; see: muster status"), runs.err);
            assertEquals(2, runs.muster("report", runs.run));
            assertEquals(2, runs.muster("run", job, "--out", runs.run));
            assertTrue(runs.err.contains("holds a run already"), runs.err);
            assertEquals(0, program.end().status());
        }
        assertEquals(2, new Results(runs.run).devices().size());
        assertFalse(Files.exists(runs.run.resolve("status.json")));
    }

    @Test
    void whatEachDeviceIsDoingIsToldWhileTheRunGoesOn() throws Exception {
        runs.lab(1, Duration.ZERO);
        Path job = runs.job(KilledRuns.CHANGE);
        try (Program program = Program.start("run", job.toString(), "--out", runs.run.toString())) {
            Await.until("the step is told", KilledRuns.SOON, () -> {
                Path journal = runs.run.resolve(Journal.NAME);
                if (!Files.exists(journal) || runs.muster("status", runs.run) != 0) {
                    return false; // its first line is still being written
                }
                return runs.out.contains("step ntp: copy running-config startup-config");
            });
            assertTrue(runs.out.contains("0 of 1 devices have ended; 1 running"), runs.out);
            program.signal("QUIT");
            Await.until(
                    "SIGQUIT is answered",
                    KilledRuns.SOON,
                    () -> program.said().contains("step ntp: copy running-config startup-config"));
        }
    }

    @Test
    void aFullDiskEndsTheRunAndARoomyOneLetsItGoOn() throws Exception {
        runs.lab(40, Duration.ZERO);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(KilledRuns.root("mount", "-t", "tmpfs", "-o", "size=44k", "tmpfs", disk.toString()));
        try {
            runs.run = disk.resolve("run");
            Path job = runs.job(KilledRuns.SHOW.replace("show clock", "show running-config"));
            Program.Ended ended = Program.job(job.toString(), runs.run);
            assertEquals(4, ended.status(), ended.toString());
            assertTrue(ended.err().contains("No space left on device"), ended.err());
            int claimed = 0;
            Path csv = runs.run.resolve("results.csv.incomplete");
            if (Files.exists(csv)) {
                claimed = Results.rows(csv).size();
            }
            assertFalse(Files.exists(runs.run.resolve("results.csv")));
            assertFalse(Files.exists(runs.run.resolve("results.json")));
            assertTrue(runs.lines("\"is\":\"device_ended\"") >= claimed, "what is in a file is in the journal");
            assertTrue(KilledRuns.root("mount", "-o", "remount,size=10m", disk.toString()));
            assertEquals(0, runs.muster("resume", runs.run), runs.err);
            assertEquals(40, new Results(runs.run).devices().size());
            assertEquals(40, new Results(runs.run).rows().size());
        } finally {
            KilledRuns.root("umount", disk.toString());
        }
    }

    @Test
    void aFolderThatDisappearsEndsTheRun() throws Exception {
        runs.lab(6, Duration.ofMillis(300));
        Path job = runs.job(KilledRuns.SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", runs.run.toString())) {
            Await.until(
                    "a device has ended",
                    KilledRuns.SOON,
                    () -> Files.exists(runs.run.resolve(Journal.NAME)) && runs.lines("\"is\":\"device_ended\"") >= 1);
            assertTrue(KilledRuns.root("rm", "-r", runs.run.toString()));
            Program.Ended ended = program.end();
            assertEquals(4, ended.status(), ended.toString());
            assertTrue(
                    ended.err().contains("journal.jsonl: no such file or folder; what was kept in it is gone with it"),
                    ended.err());
        }
    }
}
