package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesReportTest {
    @TempDir
    Path folder;

    private String written(DeviceResult result) throws IOException {
        var report = new FilesReport(folder);
        report.on(new RunEvent.RunStarted(Sample.run(folder, 2)));
        report.on(new RunEvent.DeviceEnded(result));
        try (var files = Files.list(folder.resolve("files"))) {
            return Files.readString(files.toList().getFirst());
        }
    }

    @Test
    void aDevicesFileIsThereTheMomentItEnds() throws IOException {
        assertEquals(
                "! R1 192.0.2.1 2026-11-22T14:00:00.220Z ok: show clock\n14:00\n"
                        + "! R1 192.0.2.1 2026-11-22T14:00:00.220Z ok: show version\nIOS\n",
                written(Sample.ok(0, Sample.step("show clock", "14:00"), Sample.step("show version", "IOS\n"))));
        assertEquals(List.of("R1.txt"), List.of(folder.resolve("files").toFile().list()));
    }

    @Test
    void aFailedDevicesFileSaysWhyAndWhatCameLast() throws IOException {
        var failure = Failure.of(FailureKind.PROMPT_TIMEOUT, Stage.LOGIN, "no prompt in 30s")
                .withEvidence("[>#]$", "Welcome\n\nPress RETURN\n");
        assertEquals(
                """
                ! R1 192.0.2.1 2026-11-22T14:00:00.120Z timed_out
                ! prompt_timeout: no prompt in 30s
                ! expected: [>#]$
                ! hint: %s
                ! last output:
                !   Welcome
                !
                !   Press RETURN
                """.formatted(FailureKind.PROMPT_TIMEOUT.hint()),
                written(Sample.device(0, "R1", new Outcome.Failed(failure))).replaceAll("(?m) +$", ""));
    }

    @Test
    void aFailureOfAStepIsToldOnce() throws IOException {
        var lost = new Outcome.Failed(Failure.of(FailureKind.DISCONNECTED, Stage.STEP, "closed"));
        var step = new StepResult(
                "configure", "ntp server 1\nend", lost, Output.of("half"), Sample.START, Duration.ZERO, "");
        assertEquals("""
                ! R1 192.0.2.1 2026-11-22T14:00:00.120Z failed: ntp server 1; end
                half
                ! disconnected: closed
                ! hint: %s
                """.formatted(FailureKind.DISCONNECTED.hint()), written(Sample.device(0, "R1", lost, step)));
    }

    @Test
    void aLargeOutputIsCopiedFromItsFile() throws IOException {
        Files.createDirectory(folder.resolve("outputs"));
        Files.writeString(folder.resolve("outputs/R1-1.txt"), "line\n".repeat(500_000));
        var output = new Output(null, Path.of("outputs", "R1-1.txt"), 2_500_000, "ab");
        var step = new StepResult("show", "show tech", Outcome.ok(), output, Sample.START, Duration.ZERO, "");
        assertEquals(500_002, written(Sample.ok(0, step)).lines().count());
    }

    @Test
    void aNameFromOutsideStaysInTheFolder() throws IOException {
        written(Sample.device(0, "../../evil", Outcome.ok(), Sample.step("a", "b")));
        try (var files = Files.walk(folder)) {
            assertEquals(1, files.filter(Files::isRegularFile).count());
        }
    }
}
