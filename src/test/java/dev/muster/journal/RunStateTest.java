package dev.muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resume does with a device, by what its journal holds. */
class RunStateTest {
    private static final RunEvent STARTED = new RunEvent.DeviceStarted(0, "R1", Sample.START);
    private static final RunEvent BEGAN =
            new RunEvent.StepBegan(0, "R1", "ntp", "ntp server 192.0.2.1", true, Sample.START);
    private static final RunEvent ENDED =
            new RunEvent.StepEnded(0, "R1", "ntp", "ntp server 192.0.2.1", true, Status.OK, Duration.ZERO);

    @TempDir
    Path folder;

    private RunState after(RunEvent... events) throws IOException {
        try (Journal journal = Journal.create(folder, Began.of(1))) {
            journal.keep(List.of(events));
        }
        return Journal.look(folder);
    }

    private static RunEvent end(Outcome outcome) {
        return new RunEvent.DeviceEnded(Sample.device(0, "R1", outcome));
    }

    private RunState.Standing standing(RunEvent... events) throws IOException {
        return after(events).standing(0);
    }

    @Test
    void aDeviceThatNeverStartedIsRun() throws IOException {
        assertEquals(RunState.Standing.TO_RUN, standing());
    }

    @Test
    void aDeviceThatOnlyReadIsRunAgain() throws IOException {
        var read = new RunEvent.StepBegan(0, "R1", "clock", "show clock", false, Sample.START);
        assertEquals(RunState.Standing.TO_RUN, standing(STARTED, read));
    }

    @Test
    void aDeviceInTheMidstOfAChangeIsLeftToTheUser() throws IOException {
        RunState state = after(STARTED, BEGAN);
        assertEquals(RunState.Standing.UNKNOWN, state.standing(0));
        DeviceResult result = state.withoutResult(0);
        assertEquals(Status.UNKNOWN, result.status());
        assertEquals("ntp server 192.0.2.1", result.steps().getFirst().command());
        assertTrue(result.outcome().message().startsWith("`ntp` was under way when the run died"), result.toString());
    }

    @Test
    void aDeviceAfterAChangeIsLeftToTheUserToo() throws IOException {
        RunState state = after(STARTED, BEGAN, ENDED);
        assertEquals(RunState.Standing.UNKNOWN, state.standing(0));
        assertTrue(
                state.withoutResult(0).outcome().message().startsWith("`ntp` had ended ok"),
                state.withoutResult(0).toString());
    }

    @Test
    void aDeviceWithAnOutcomeIsDoneWhateverItIs() throws IOException {
        var refused = new RunEvent.DeviceEnded(Sample.failed(0, FailureKind.AUTHENTICATION, "refused"));
        assertEquals(RunState.Standing.DONE, standing(STARTED, BEGAN, ENDED, refused));
    }

    @Test
    void aDeviceThatWasStoppedIsRun() throws IOException {
        assertEquals(RunState.Standing.TO_RUN, standing(STARTED, end(new Outcome.Cancelled("interrupted"))));
    }

    @Test
    void aDeviceThatPolicySkippedIsRun() throws IOException {
        assertEquals(RunState.Standing.TO_RUN, standing(end(new Outcome.Skipped("max_failures"))));
    }

    @Test
    void aDeviceThatWasStoppedAfterAChangeHadBegunIsLeftToTheUser() throws IOException {
        assertEquals(RunState.Standing.UNKNOWN, standing(STARTED, BEGAN, end(new Outcome.Cancelled("interrupted"))));
    }

    @Test
    void anUnknownDeviceStaysUnknownUntilItIsRunAgain() throws IOException {
        RunEvent unknown = end(new Outcome.Unknown("died"));
        assertEquals(RunState.Standing.UNKNOWN, after(STARTED, BEGAN, unknown).standing(0));
    }

    @Test
    void aDeviceThatIsRunAgainBeginsAnew() throws IOException {
        assertEquals(RunState.Standing.TO_RUN, standing(STARTED, BEGAN, end(new Outcome.Unknown("died")), STARTED));
    }
}
