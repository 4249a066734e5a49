package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    @TempDir
    Path temp;

    private String shown(Console.Style style, Path folder, List<DeviceResult> ends) throws IOException {
        var screen = new Screen(style);
        Sample.tell(new Summary(screen.console(), new CheckCounts()), Sample.events(folder, ends));
        return screen.err();
    }

    private static List<DeviceResult> fleet() {
        var ends = new ArrayList<DeviceResult>();
        for (int i = 0; i < 988; i++) {
            ends.add(Sample.ok(i, Sample.step("show clock", "x")));
        }
        for (int i = 988; i < 996; i++) {
            ends.add(Sample.failed(i, FailureKind.AUTHENTICATION, "refused"));
        }
        for (int i = 996; i < 1000; i++) {
            ends.add(Sample.failed(i, FailureKind.COMMAND_TIMEOUT, "slow"));
        }
        return ends;
    }

    @Test
    void theWholeRunIsSeenAtOnce() throws IOException {
        Files.createFile(temp.resolve("results.csv"));
        Files.createDirectory(temp.resolve("files"));
        assertEquals("""

                  status           devices
                  ok                   988
                  timed out              4
                  failed                 8

                  failure          devices
                  authentication         8  R989, R990, R991, R992, R993 and 3 more
                      the device refused the login; check username and password (one wrong
                      password is one attempt, nothing is tried twice)
                  command_timeout        4  R997, R998, R999, R1000
                      the command did not end in time; raise `limit:` of the step or
                      `limits.command`

                  slowest: R1000 2.0 s, R999 2.0 s, R998 2.0 s
                  results: %s/
                           files/  results.csv
                1000 devices: 988 ok, 4 timed out, 8 failed in 12.4 s (988 commands)
                """.formatted(temp), shown(Screen.PLAIN, temp, fleet()));
    }

    @Test
    void nothingIsWiderThanTheTerminal() throws IOException {
        String text = shown(Screen.PLAIN, Path.of("none"), fleet());
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    }

    @Test
    void oneDeviceThatIsOkNeedsOneLine() throws IOException {
        assertEquals(
                "\n1 device: 1 ok in 12.4 s (1 command)\n",
                shown(Screen.PLAIN, Path.of("none"), List.of(Sample.ok(0, Sample.step("a", "b")))));
    }

    @Test
    void quietShowsNothing() throws IOException {
        assertEquals("", shown(Screen.QUIET, temp, fleet()));
    }

    @Test
    void coloursAreForTerminalsOnly() throws IOException {
        assertFalse(shown(Screen.PLAIN, temp, fleet()).contains("\u001b"));
        var colourful = new Console.Style(true, 80, true, false, false);
        assertTrue(shown(colourful, temp, fleet()).contains("\u001b[31m8 failed\u001b[0m"));
    }

    @Test
    void whyARunStoppedIsTold() {
        var screen = new Screen(Screen.PLAIN);
        var counter = new Tally.Counter();
        counter.add(Sample.device(0, "R1", new Outcome.Skipped("x")));
        new Summary(screen.console(), new CheckCounts())
                .on(new RunEvent.RunEnded(counter.tally(Duration.ofSeconds(75), "on_error: stop")));
        assertEquals("\nstopped early: on_error: stop\n1 device: 1 skipped in 1m15s (0 commands)\n", screen.err());
    }
}
