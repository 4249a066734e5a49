package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {
    private static final String HEADER = "device,host,platform,site,step,command,status,failure,message,started,"
            + "queue_ms,connect_ms,auth_ms,elapsed_ms,attempt,prompt,rows,output";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("results.csv");
    }

    private List<String> written(boolean inventoryOrder, DeviceResult... ends) throws IOException {
        Sample.tell(new CsvReport(folder, inventoryOrder), Sample.events(folder, List.of(ends)));
        return Read.column(file(), "device");
    }

    @Test
    void aRowHoldsEveryColumnOfTheInterface() throws IOException {
        written(false, Sample.ok(0, Sample.step("show clock", "14:00")));
        assertTrue(Files.readString(file()).startsWith(HEADER + "\r\n"));
        Map<String, String> row = Read.csv(file()).getFirst().toMap();
        assertEquals(
                Map.ofEntries(
                        Map.entry("device", "R1"),
                        Map.entry("host", "192.0.2.1"),
                        Map.entry("platform", "cisco_iosxe"),
                        Map.entry("site", "ams"),
                        Map.entry("step", "show"),
                        Map.entry("command", "show clock"),
                        Map.entry("status", "ok"),
                        Map.entry("failure", ""),
                        Map.entry("message", ""),
                        Map.entry("started", "2026-11-22T14:00:00.220Z"),
                        Map.entry("queue_ms", "5"),
                        Map.entry("connect_ms", "20"),
                        Map.entry("auth_ms", "30"),
                        Map.entry("elapsed_ms", "213"),
                        Map.entry("attempt", "1"),
                        Map.entry("prompt", "R1#"),
                        Map.entry("rows", ""),
                        Map.entry("output", "14:00")),
                row);
    }

    @Test
    void rowsOfADeviceAreReadableWhileOthersStillRun() throws IOException {
        var report = new CsvReport(folder, false);
        report.on(new RunEvent.RunStarted(Sample.run(folder, 3)));
        report.on(new RunEvent.DeviceEnded(Sample.ok(2, Sample.step("a", "1"), Sample.step("b", "2"))));
        assertEquals(List.of("R3", "R3"), Read.column(file(), "device"));
        report.on(new RunEvent.DeviceEnded(Sample.ok(0, Sample.step("a", "3"))));
        assertEquals(List.of("R3", "R3", "R1"), Read.column(file(), "device"));
    }

    @Test
    void inInventoryOrderADeviceWaitsForThoseBeforeIt() throws IOException {
        var report = new CsvReport(folder, true);
        report.on(new RunEvent.RunStarted(Sample.run(folder, 3)));
        report.on(new RunEvent.DeviceEnded(Sample.ok(1, Sample.step("a", "x".repeat(100_000)))));
        assertEquals(List.of(), Read.column(file(), "device"));
        report.on(new RunEvent.DeviceEnded(Sample.ok(0, Sample.step("a", "2"))));
        assertEquals(List.of("R1", "R2"), Read.column(file(), "device"));
        assertEquals(100_000, Read.column(file(), "output").get(1).length());
    }

    @Test
    void inInventoryOrderNothingIsLostWhenADeviceNeverEnds() throws IOException {
        assertEquals(List.of("R2", "R3", "R5"), written(true, Sample.ok(4), Sample.ok(2), Sample.ok(1)));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file()), left.toList());
        }
    }

    @Test
    void aDeviceThatFailedBeforeItsFirstStepHasOneRow() throws IOException {
        written(false, Sample.failed(6, FailureKind.AUTHENTICATION, "the device refused the login"));
        var row = Read.csv(file()).getFirst();
        assertEquals(1, Read.csv(file()).size());
        assertEquals("failed", row.get("status"));
        assertEquals("authentication", row.get("failure"));
        assertEquals("the device refused the login", row.get("message"));
        assertEquals("", row.get("command"));
        assertEquals("1006", row.get("elapsed_ms"));
    }

    @Test
    void aFailureThatNoStepTellsHasARowOfItsOwn() throws IOException {
        var limit = new Outcome.Failed(Failure.of(FailureKind.DEVICE_LIMIT, Stage.CLOSE, "took 5m"));
        written(false, Sample.device(0, "R1", limit, Sample.step("show clock", "14:00")));
        assertEquals(List.of("ok", "timed_out"), Read.column(file(), "status"));
    }

    @Test
    void aFailureThatAStepTellsIsNotRepeated() throws IOException {
        var lost = new Outcome.Failed(Failure.of(FailureKind.DISCONNECTED, Stage.STEP, "closed"));
        var step = new StepResult("show", "show run", lost, Output.of("half"), Sample.START, Duration.ZERO, "");
        written(false, Sample.device(0, "R1", lost, step));
        assertEquals(List.of("half"), Read.column(file(), "output"));
    }

    @Test
    void theFactAboutAnOkStepIsItsMessage() throws IOException {
        var step = new StepResult(
                "expect", "enable", Outcome.ok(), Output.of("x"), Sample.START, Duration.ZERO, "matched `#`");
        written(false, Sample.ok(0, step));
        assertEquals(List.of("matched `#`"), Read.column(file(), "message"));
    }

    @Test
    void anOutputInAFileIsNamed() throws IOException {
        var output = new Output(null, Path.of("outputs", "R1-1.txt"), 5_000_000, "ab");
        var step = new StepResult("show", "show tech", Outcome.ok(), output, Sample.START, Duration.ZERO, "");
        written(false, Sample.ok(0, step));
        assertEquals(List.of("file:outputs/R1-1.txt"), Read.column(file(), "output"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b", "say \"hi\"", "one\ntwo\r\nthree\r", "Zürich 日本 😀", " spaces ", "", "a\t\u001b[1m\0"})
    void valuesComeBackAsTheyWere(String value) throws IOException {
        written(false, Sample.device(0, "R1", Outcome.ok(), Sample.step(value, value)));
        assertEquals(List.of(value), Read.column(file(), "output"));
        assertEquals(List.of(value), Read.column(file(), "command"));
    }

    @Test
    void aCellThatASpreadsheetWouldRunComesBackByTakingOneApostropheAway() throws IOException {
        written(false, Sample.device(0, "R1", Outcome.ok(), Sample.step("=1+1", "'=1+1")));
        assertEquals(List.of("'=1+1"), Read.column(file(), "command"));
        assertEquals(List.of("''=1+1"), Read.column(file(), "output"));
    }

    @Test
    void aMegabyteComesBackAsItWas() throws IOException {
        String large = "interface \"Ethernet0/0\", up\n".repeat(40_000);
        written(false, Sample.ok(0, Sample.step("show tech", large)), Sample.ok(1, Sample.step("a", "b")));
        assertEquals(List.of(large, "b"), Read.column(file(), "output"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyTextComesBackWithLoneSurrogatesReplaced(long seed) throws IOException {
        String text = Texts.any(new Random(seed));
        written(false, Sample.ok(0, Sample.step("show", text)));
        assertEquals(List.of(Texts.inUtf8(text)), Read.column(file(), "output"));
    }

    @Test
    void whatStandsUnderTheNameAlreadyIsLeftAlone() throws IOException {
        Path target = folder.resolve("elsewhere");
        Files.createSymbolicLink(file(), target);
        try {
            new CsvReport(folder, false);
            throw new AssertionError("a link was followed or replaced");
        } catch (IOException e) {
            assertEquals(file() + ": exists already", e.getMessage());
        }
        assertFalse(Files.exists(target));
    }
}
