package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.LabFault;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shows that are sent until a condition holds. */
@Timeout(60)
class UntilTest {
    @TempDir
    Path folder;

    @Test
    void aConditionThatHoldsAtOnceNeedsOneCommand() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run("steps: [{show: show version, until: \"'Cisco' in output\", every: 1h}]\n");
            StepResult step = fleet.trail.result("R1").steps().getFirst();
            assertEquals(Status.OK, step.status());
            assertEquals("true at time 1 of 10", step.detail());
        }
    }

    @Test
    void theCommandIsSentAgainUntilItsAnswerIsTheOneWaitedFor() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run("""
                    steps:
                      - {name: first, show: show clock}
                      - {show: show clock, until: "output != steps.first.output", every: 50ms, times: 1000}
                      - show: show version
                    """);
            List<StepResult> steps = fleet.trail.result("R1").steps();
            assertEquals(3, steps.size(), "each command has one row");
            assertEquals(Status.OK, steps.get(1).status(), steps.get(1).toString());
            assertTrue(!output(steps.get(1)).equals(output(steps.getFirst())), steps.toString());
            long sent = fleet.lab().commands("R1").stream()
                    .filter("show clock"::equals)
                    .count();
            assertEquals("true at time " + (sent - 1) + " of 1000", steps.get(1).detail());
            assertEquals(Status.OK, steps.get(2).status());
        }
    }

    private static String output(StepResult step) {
        assertNotNull(step.output());
        return String.valueOf(step.output().text());
    }

    @Test
    void aRowThatIsNotThereYetIsWaitedFor() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run("""
                    steps:
                      - {show: show version, parse: textfsm, until: "rows[1].version != 'x'", every: 10ms, times: 2}
                    """);
            Failure failure =
                    fleet.trail.result("R1").steps().getFirst().outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.CONDITION_UNMET, failure.kind());
        }
    }

    @Test
    void aConditionThatNeverHoldsFailsWithTheLastOutputAndEndsTheDevice() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run("""
                    steps:
                      - {show: show version, until: "'NX-OS' in output", every: 10ms, times: 3}
                      - show: show clock
                    """);
            List<StepResult> steps = fleet.trail.result("R1").steps();
            Failure failure = steps.getFirst().outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.CONDITION_UNMET, failure.kind());
            assertEquals("`'NX-OS' in output` was not true at any of 3 times, one every 10ms", failure.message());
            assertTrue(String.valueOf(failure.lastOutput()).contains("Cisco IOS"), failure.toString());
            assertEquals(Status.FAILED, fleet.trail.result("R1").status());
            assertEquals(Status.CANCELLED, steps.get(1).status());
            assertEquals(
                    List.of("show version", "show version", "show version"),
                    fleet.lab().commands("R1").stream()
                            .filter("show version"::equals)
                            .toList());
        }
    }

    @Test
    void aStopEndsTheWaitAtOnce() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            Thread stopper = Thread.ofPlatform().start(() -> {
                try {
                    Await.until(
                            "the command",
                            Duration.ofSeconds(20),
                            () -> fleet.lab().commands("R1").contains("show version"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    fleet.stop.startNoMore(
                            new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted")));
                }
            });
            fleet.run("steps: [{show: show version, until: \"'NX-OS' in output\", every: 1h}]\n");
            stopper.join();
            StepResult step = fleet.trail.result("R1").steps().getFirst();
            assertEquals(Status.CANCELLED, step.status());
            assertEquals("stopped before `until` was true", step.outcome().message());
        }
    }

    @Test
    void theDevicesLimitEndsTheWaitToo() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run("""
                    run: {limits: {device: 2s}}
                    steps: [{show: show version, until: "'NX-OS' in output", every: 1h}]
                    """);
            Failure failure = fleet.trail.result("R1").decisive().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.DEVICE_LIMIT, failure.kind());
        }
    }
}
