package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsReportTest {
    @TempDir
    Path folder;

    private static StepResult step(String command, List<Map<String, @Nullable Object>> rows) {
        return new StepResult("s", command, Outcome.ok(), Output.of("x"), Sample.START, Duration.ZERO, "")
                .with(Parsed.rows(rows, "t"));
    }

    private void tell(StepResult... steps) throws IOException {
        var report = new RowsReport(folder);
        for (int i = 0; i < steps.length; i++) {
            report.on(new RunEvent.DeviceEnded(Sample.ok(i, steps[i])));
        }
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("rows").resolve(name));
    }

    @Test
    void theRowsOfOneCommandStandInOneFileWithTheDeviceFirst() throws IOException {
        tell(
                step("show  version", List.of(new TreeMap<>(Map.of("version", "1,2", "list", List.of("a", "b"))))),
                step("show  version", List.of(new TreeMap<>(Map.of("version", "3", "list", List.of())))));
        assertEquals(
                "device,list,version\r\nR1,\"[\"\"a\"\",\"\"b\"\"]\",\"1,2\"\r\nR2,[],3\r\n", file("show_version.csv"));
    }

    @Test
    void columnsThatComeLaterStandAtTheEndOfEveryRow() throws IOException {
        tell(
                step("x", List.of(Map.of("a", "two\r\nlines"))),
                step("x", List.of(Map.of("b", "2"))),
                step("x", List.of(Map.of("a", "1", "device", "own"))));
        assertEquals("device,a,b,device_\r\nR1,\"two\r\nlines\",,\r\nR2,,2,\r\nR3,1,,own\r\n", file("x.csv"));
    }

    @Test
    void commandsThatAreSafeAlikeDoNotShareAFile() throws IOException {
        tell(step("show a", List.of(Map.of("a", "1"))), step("show_a", List.of(Map.of("b", "1"))));
        try (var files = Files.list(folder.resolve("rows"))) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void withoutRowsThereIsNoFolder() throws IOException {
        tell(step("x", List.of()));
        assertFalse(Files.exists(folder.resolve("rows")));
    }
}
