package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    @TempDir
    Path temp;

    private String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void everyReportOfARunIsItsOwnersAlone() throws IOException {
        Path folder = temp.resolve("reports/demo/1");
        var events = Sample.events(
                folder, List.of(Sample.ok(0, Sample.step("a", "b")), Sample.failed(1, FailureKind.DNS, "x")));
        for (RunListener listener : Reports.open(Reports.KNOWN, folder, false, List.of("i.yaml"))) {
            Sample.tell(listener, events);
        }
        assertEquals("rwx------", mode(folder));
        try (var files = Files.walk(folder)) {
            var modes = files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(f -> folder.relativize(f).toString(), f -> {
                        try {
                            return mode(f);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }));
            var expected = List.of(
                    "results.csv",
                    "results.json",
                    "report.html",
                    "results.jsonl",
                    "junit.xml",
                    "report.md",
                    "failed.yaml",
                    "files/R1.txt",
                    "files/R2.txt");
            assertEquals(expected.stream().collect(Collectors.toMap(f -> f, f -> "rw-------")), modes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.csv", "results.json", "results.json.part", "journal.jsonl", "failed.yaml"})
    void aFolderThatHoldsARunIsRefused(String trace) throws IOException {
        Files.createFile(temp.resolve(trace));
        var e = assertThrows(IOException.class, () -> Reports.open(List.of("csv"), temp, false, List.of()));
        assertTrue(String.valueOf(e.getMessage()).startsWith(temp + ": holds a run already (" + trace + ")"));
        try (var files = Files.list(temp)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsATraceToo() throws IOException {
        Files.createSymbolicLink(temp.resolve("results.csv"), temp.resolve("nowhere"));
        assertThrows(IOException.class, () -> RunFolder.create(temp));
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Reports.open(List.of("csv"), temp, false, List.of());
        assertTrue(Files.exists(temp.resolve("results.csv")));
    }

    @Test
    void aFileInTheWayIsToldByName() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        var e = assertThrows(IOException.class, () -> RunFolder.create(file.resolve("run")));
        assertTrue(String.valueOf(e.getMessage()).startsWith(file.resolve("run") + ": cannot be made: "));
    }

    @Test
    void anUnknownReportIsRefusedBeforeAnythingIsMade() {
        Path folder = temp.resolve("run");
        assertThrows(IllegalArgumentException.class, () -> Reports.open(List.of("pdf"), folder, false, List.of()));
        assertFalse(Files.exists(folder));
    }

    /** {@code csv} brings the rows of commands with it, and {@code failed.yaml} is always there. */
    @Test
    void aReportNamedTwiceIsMadeOnce() throws IOException {
        assertEquals(
                3, Reports.open(List.of("csv", "csv"), temp, false, List.of()).size());
    }

    @Test
    void whatIsWrittenWhenTheProcessIsKilledIsWhole() throws IOException {
        List<RunListener> listeners = Reports.open(List.of("csv", "jsonl", "json"), temp, false, List.of());
        for (RunListener listener : listeners) {
            listener.on(new RunEvent.RunStarted(Sample.run(temp, 3)));
            listener.on(new RunEvent.DeviceEnded(Sample.ok(0, Sample.step("a", "x,\n\"y"))));
            listener.on(new RunEvent.DeviceEnded(Sample.ok(2, Sample.step("a", "z"))));
        }
        assertEquals(List.of("x,\n\"y", "z"), Read.column(temp.resolve("results.csv"), "output"));
        assertEquals(2, Read.jsonLines(temp.resolve("results.jsonl")).size());
        assertFalse(Files.exists(temp.resolve("results.json")));
    }
}
