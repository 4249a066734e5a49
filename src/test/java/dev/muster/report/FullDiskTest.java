package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 64 KiB. */
class FullDiskTest {
    private static final int DEVICES = 1000;

    @TempDir
    Path temp;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "a small file system can only be mounted by root; the tests of a full disk are skipped");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static RunEvent end(int index) {
        return new RunEvent.DeviceEnded(Sample.ok(index, Sample.step("show", "0123456789".repeat(100))));
    }

    /** Feeds devices until the disk is full; returns how many were taken. */
    private int fill(RunListener listener, IOException[] trouble) throws IOException {
        listener.on(new RunEvent.RunStarted(Sample.run(disk, DEVICES)));
        for (int i = 0; i < DEVICES; i++) {
            try {
                listener.on(end(i));
            } catch (IOException e) {
                trouble[0] = e;
                return i;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    private void assertRefusesMore(RunListener listener, String message) {
        for (RunEvent event : List.of(end(999), Sample.events(disk, List.of()).getLast())) {
            assertEquals(
                    message,
                    assertThrows(IOException.class, () -> listener.on(event)).getMessage());
        }
    }

    @Test
    void aCsvFileIsCutToWholeDevicesAndLosesItsName() throws IOException {
        var report = new CsvReport(disk, false);
        var trouble = new IOException[1];
        int taken = fill(report, trouble);
        String message = disk + "/results.csv: No space left on device; results.csv.incomplete holds the first " + taken
                + " of 1000 devices";
        assertEquals(message, trouble[0].getMessage());
        assertRefusesMore(report, message);
        assertFalse(Files.exists(disk.resolve("results.csv")));
        List<String> outputs = Read.column(disk.resolve("results.csv.incomplete"), "output");
        assertEquals(taken, outputs.size());
        assertTrue(taken > 10);
        assertTrue(outputs.stream().allMatch(output -> output.equals("0123456789".repeat(100))));
    }

    @Test
    void jsonLinesAreCutToWholeDevicesAndLoseTheirName() throws IOException {
        var report = new JsonLinesReport(disk, false);
        int taken = fill(report, new IOException[1]);
        assertEquals(
                taken, Read.jsonLines(disk.resolve("results.jsonl.incomplete")).size());
        assertFalse(Files.exists(disk.resolve("results.jsonl")));
    }

    @Test
    void aJsonFileNeverGetsItsName() throws IOException {
        var report = new JsonReport(disk, false);
        var trouble = new IOException[1];
        int taken = fill(report, trouble);
        assertRefusesMore(report, String.valueOf(trouble[0].getMessage()));
        assertFalse(Files.exists(disk.resolve("results.json")));
        Files.copy(disk.resolve("results.json.part"), temp.resolve("copy"));
        Files.writeString(temp.resolve("copy"), "]}", java.nio.file.StandardOpenOption.APPEND);
        assertEquals(taken, Read.json(temp.resolve("copy")).get("devices").size());
    }

    @Test
    void devicesAheadOfTheirTurnAreKeptAndNamed() throws IOException {
        var report = new CsvReport(disk, true);
        report.on(new RunEvent.RunStarted(Sample.run(disk, DEVICES)));
        var trouble = assertThrows(IOException.class, () -> {
            for (int i = 1; i < DEVICES; i++) {
                report.on(end(i));
            }
        });
        assertEquals(
                disk
                        + "/results.csv: No space left on device; results.csv.incomplete holds the first 0 of 1000 devices;"
                        + " devices that were ahead of their turn are in results.csv.ahead",
                trouble.getMessage());
        assertTrue(Files.size(disk.resolve("results.csv.ahead")) > 10_000);
    }

    @Test
    void aDevicesFileIsWholeOrAbsent() throws IOException {
        var report = new FilesReport(disk);
        var trouble = new IOException[1];
        int taken = fill(report, trouble);
        assertEquals(
                disk + "/files/R" + (taken + 1) + ".txt: No space left on device; files holds " + taken
                        + " of 1000 devices",
                trouble[0].getMessage());
        try (var files = Files.list(disk.resolve("files"))) {
            assertEquals(taken, files.count());
        }
        assertRefusesMore(report, String.valueOf(trouble[0].getMessage()));
    }

    @Test
    void aReportThatCannotBeginSaysSo() throws IOException {
        Files.write(disk.resolve("ballast"), new byte[16 << 10]);
        try (var ballast = Files.newOutputStream(disk.resolve("more"))) {
            assertThrows(IOException.class, () -> ballast.write(new byte[64 << 10]));
        }
        var e = assertThrows(IOException.class, () -> new CsvReport(disk, false));
        assertEquals(disk + "/results.csv: No space left on device", e.getMessage());
        assertFalse(Files.exists(disk.resolve("results.csv")));
    }
}
