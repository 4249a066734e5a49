package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        // who, stopped early, device ok, checks hold, status
        "SIGINT,  true,  false, false, 130",
        "SIGINT,  false, true,  true,  130",
        "SIGTERM, true,  false, false, 143",
        "NONE,    true,  false, false, 4",
        "NONE,    true,  true,  true,  4",
        "NONE,    false, false, false, 1",
        "NONE,    false, false, true,  1",
        "NONE,    false, true,  false, 3",
        "NONE,    false, true,  true,  0",
    })
    void theHighestLineOfTheTableWins(
            ExitCode.Interruption who, boolean stopped, boolean ok, boolean checksHold, int status) {
        DeviceResult device = ok ? Sample.ok(0) : Sample.failed(0, FailureKind.DNS, "x");
        var counter = new Tally.Counter();
        counter.add(device);
        Tally tally = counter.tally(Duration.ZERO, stopped ? "max_failures: 1 of 1" : "");
        assertEquals(status, ExitCode.of(who, tally, checksHold));
    }
}
