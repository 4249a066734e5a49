package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdHocOutputTest {
    @TempDir
    Path temp;

    private final Screen screen = new Screen(Screen.PLAIN);

    @Test
    void outputsOfADeviceStandTogetherUnderTheirHeaders() throws IOException {
        var second = Sample.ok(1, Sample.step("show clock", "14:00"), Sample.step("show version", "IOS\n"));
        var failed = Sample.failed(2, FailureKind.DNS, "x");
        var first = Sample.ok(0, Sample.step("show clock", "\u001b[2J14:01"));
        Sample.tell(new AdHocOutput(screen.console(), false), Sample.events(temp, List.of(second, failed, first)));
        assertEquals("""
                === R2 192.0.2.2 · show clock
                14:00
                === R2 192.0.2.2 · show version
                IOS
                === R1 192.0.2.1 · show clock
                \\x1b[2J14:01
                """, screen.out());
        assertEquals("", screen.err());
    }

    @Test
    void aDeviceIsPrintedTheMomentItEnds() throws IOException {
        var output = new AdHocOutput(screen.console(), false);
        output.on(new RunEvent.RunStarted(Sample.run(temp, 2)));
        output.on(new RunEvent.DeviceEnded(Sample.ok(1, Sample.step("a", "b"))));
        assertEquals("=== R2 192.0.2.2 · a\nb\n", screen.out());
    }

    @Test
    void inInventoryOrderADeviceWaits() throws IOException {
        var output = new AdHocOutput(screen.console(), true);
        output.on(new RunEvent.RunStarted(Sample.run(temp, 2)));
        output.on(new RunEvent.DeviceEnded(Sample.ok(1, Sample.step("a", "b"))));
        assertEquals("", screen.out());
        output.on(new RunEvent.DeviceEnded(Sample.ok(0, Sample.step("a", "c"))));
        assertEquals("=== R1 192.0.2.1 · a\nc\n=== R2 192.0.2.2 · a\nb\n", screen.out());
    }

    @Test
    void aLargeOutputIsPrintedFromItsFile() throws IOException {
        String text = "😀 line\r\n".repeat(100_000) + "end";
        Files.writeString(temp.resolve("large.txt"), text);
        var output = new Output(null, Path.of("large.txt"), text.length(), "ab");
        var step = new StepResult("show", "show tech", Outcome.ok(), output, Sample.START, Duration.ZERO, "");
        Sample.tell(new AdHocOutput(screen.console(), false), Sample.events(temp, List.of(Sample.ok(0, step))));
        assertTrue(screen.out().equals("=== R1 192.0.2.1 · show tech\n" + "😀 line\n".repeat(100_000) + "end\n"));
    }
}
