package dev.muster.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outcomes, statuses and sums. */
class ResultTest {
    private static final Outcome OK = Outcome.ok();
    private static final Outcome REFUSED = failed(FailureKind.REFUSED_COMMAND);
    private static final Outcome LATE = failed(FailureKind.COMMAND_TIMEOUT);
    private static final Outcome BROKEN = failed(FailureKind.DISCONNECTED);
    private static final Outcome CANCELLED = new Outcome.Cancelled("stopped");
    private static final Outcome SKIPPED = new Outcome.Skipped("when is false");
    private static final Outcome UNKNOWN = new Outcome.Unknown("died");

    private static Outcome failed(FailureKind kind) {
        return new Outcome.Failed(Failure.of(kind, Stage.STEP, "why " + kind.label()));
    }

    private static StepResult step(Outcome outcome) {
        return new StepResult("s", "show x", outcome, null, Sample.START, Duration.ZERO, "");
    }

    private static DeviceResult device(Outcome own, Outcome... steps) {
        var results = new ArrayList<StepResult>();
        for (Outcome step : steps) {
            results.add(step(step));
        }
        return Sample.device(0, "R1", own, results.toArray(StepResult[]::new));
    }

    @Test
    void anOutcomeHasItsStatusAndItsMessage() {
        assertEquals(
                List.of(Status.OK, Status.REFUSED, Status.TIMED_OUT, Status.FAILED),
                statuses(OK, REFUSED, LATE, BROKEN));
        assertEquals(List.of(Status.CANCELLED, Status.SKIPPED, Status.UNKNOWN), statuses(CANCELLED, SKIPPED, UNKNOWN));
        assertEquals("", OK.message());
        assertEquals("why disconnected", BROKEN.message());
        assertEquals("stopped", CANCELLED.message());
        assertEquals("when is false", SKIPPED.message());
        assertEquals("died", UNKNOWN.message());
        assertNull(CANCELLED.failure());
        assertNotNull(BROKEN.failure());
    }

    private static List<Status> statuses(Outcome... outcomes) {
        return List.of(outcomes).stream().map(Outcome::status).toList();
    }

    /** The names and statuses that INTERFACE promises. */
    @Test
    void limitsAndTimeoutsTimeOutAndOneKindRefuses() {
        var late = EnumSet.noneOf(FailureKind.class);
        var refused = EnumSet.noneOf(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            switch (kind.status()) {
                case TIMED_OUT -> late.add(kind);
                case REFUSED -> refused.add(kind);
                case SKIPPED -> assertEquals(FailureKind.LOGIN_BREAKER, kind);
                default -> assertEquals(Status.FAILED, kind.status());
            }
        }
        assertEquals(
                EnumSet.of(
                        FailureKind.CONNECT_TIMEOUT,
                        FailureKind.PROMPT_TIMEOUT,
                        FailureKind.COMMAND_TIMEOUT,
                        FailureKind.DEVICE_LIMIT,
                        FailureKind.RUN_LIMIT),
                late);
        assertEquals(EnumSet.of(FailureKind.REFUSED_COMMAND), refused);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyKindHasANameAndAHint(FailureKind kind) {
        assertTrue(kind.label().matches("[a-z_]+"), kind.label());
        assertTrue(kind.hint().length() > 20, kind.hint());
        assertEquals(kind.hint(), Failure.of(kind, Stage.STEP, "x").hint());
    }

    @Test
    void theWorstOfADeviceAndItsStepsIsItsStatus() {
        assertEquals(Status.OK, device(OK).status());
        assertEquals(Status.OK, device(OK, OK, OK).status());
        assertEquals(Status.REFUSED, device(OK, OK, REFUSED, OK).status());
        assertEquals(Status.TIMED_OUT, device(OK, REFUSED, LATE, CANCELLED).status());
        assertEquals(Status.FAILED, device(BROKEN, OK).status());
        assertEquals(Status.FAILED, device(LATE, BROKEN).status());
        assertEquals(Status.CANCELLED, device(OK, OK, CANCELLED).status());
        assertEquals(Status.UNKNOWN, device(OK, REFUSED, UNKNOWN).status());
    }

    @Test
    void aStepSkippedByItsConditionDoesNotCountButADeviceThatNeverStartedDoes() {
        assertEquals(Status.OK, device(OK, SKIPPED, OK).status());
        assertEquals(OK, device(OK, SKIPPED).decisive());
        assertEquals(Status.SKIPPED, device(SKIPPED).status());
    }

    @Test
    void theDecisiveOutcomeIsTheFirstOfTheWorst() {
        Outcome second = failed(FailureKind.DISCONNECTED);
        assertSame(BROKEN, device(OK, REFUSED, BROKEN, second, CANCELLED).decisive());
        assertSame(BROKEN, device(BROKEN, second).decisive(), "its own before that of a step");
        assertSame(REFUSED, device(OK, OK, REFUSED).decisive());
        for (Outcome own : List.of(OK, CANCELLED, LATE)) {
            for (Outcome step : List.of(OK, REFUSED, LATE, BROKEN, CANCELLED, SKIPPED, UNKNOWN)) {
                DeviceResult device = device(own, step);
                assertEquals(device.status(), device.decisive().status(), device.toString());
            }
        }
    }

    @Test
    void theWorseOfTwoStatusesDoesNotDependOnTheirOrder() {
        for (Status one : Status.values()) {
            for (Status other : Status.values()) {
                assertEquals(one.worse(other), other.worse(one));
            }
            assertEquals(one, one.worse(Status.OK));
            assertEquals(Status.FAILED, one.worse(Status.FAILED));
        }
    }

    @Test
    void aTallyCountsDevicesByStatusAndFailureAndCommandsThatWereSent() {
        var counter = new Tally.Counter();
        counter.add(device(OK, OK, OK));
        counter.add(device(OK, OK, REFUSED));
        counter.add(device(BROKEN));
        counter.add(device(OK, BROKEN));
        counter.add(Sample.device(4, "R5", CANCELLED, StepResult.notRun("s", "show x", CANCELLED), step(CANCELLED)));
        counter.add(device(SKIPPED));
        Tally tally = counter.tally(Duration.ofSeconds(3), "why");
        assertEquals(6, tally.devices());
        assertEquals(1, tally.count(Status.OK));
        assertEquals(1, tally.count(Status.REFUSED));
        assertEquals(2, tally.count(Status.FAILED));
        assertEquals(1, tally.count(Status.CANCELLED));
        assertEquals(1, tally.count(Status.SKIPPED));
        assertEquals(0, tally.count(Status.TIMED_OUT));
        assertEquals(Set.of(Status.values()), tally.byStatus().keySet());
        assertEquals(Map.of("disconnected", 2, "refused_command", 1), tally.byFailure());
        assertEquals(2 + 2 + 0 + 1 + 1, tally.commands());
        assertEquals("why", tally.stopped());
        assertEquals("other", tally.stopped("other").stopped());
        assertEquals(6, tally.stopped("other").devices());
    }

    @Test
    void aTallyStaysAsItIsWhileCountingGoesOn() {
        var counter = new Tally.Counter();
        counter.add(device(OK));
        Tally early = counter.tally(Duration.ZERO, "");
        counter.add(device(BROKEN));
        assertEquals(0, early.count(Status.FAILED));
        assertEquals(Map.of(), early.byFailure());
    }

    @Test
    void aFailureKeepsTheEndOfWhatCameAndStripsItsMessage() {
        String received = "x".repeat(5000) + "end";
        Failure failure = Failure.of(FailureKind.DNS, Stage.CONNECT, " why\n").withEvidence("R1#", received);
        assertEquals("why", failure.message());
        assertEquals("dns: why", failure.toString());
        String kept = failure.lastOutput();
        assertNotNull(kept);
        assertEquals(Failure.LAST_OUTPUT_CHARS, kept.length());
        assertTrue(kept.endsWith("end"));
        assertEquals("R1#", failure.expected());
        assertEquals(Stage.SETUP, failure.at(Stage.SETUP).stage());
        assertEquals("do this", failure.withHint("do this").hint());
    }

    @Test
    void stepsOfAResultCannotBeChangedFromOutside() {
        var steps = new ArrayList<>(List.of(step(OK)));
        DeviceResult device =
                new DeviceResult(0, "R1", "h", "p", "", "", "", "", OK, 1, Timing.none(Sample.START), steps);
        steps.add(step(BROKEN));
        assertEquals(Status.OK, device.status());
        assertThrows(UnsupportedOperationException.class, () -> device.steps().add(step(BROKEN)));
    }

    @Test
    void anOutputKnowsItsLengthAndDigestInUtf8() {
        Output output = Output.of("Zürich");
        assertEquals(7, output.bytes());
        assertEquals("Zürich", output.display());
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Output.of("").sha256());
        assertEquals("(9 bytes in outputs/1)", new Output(null, java.nio.file.Path.of("outputs/1"), 9, "").display());
    }
}
