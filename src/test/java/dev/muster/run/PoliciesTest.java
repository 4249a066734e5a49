package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Loopback;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Retries, batches, and what else a job says about failures. */
@Timeout(120)
class PoliciesTest {
    private static final String SHOW = "steps: [{show: show version}]\n";

    @TempDir
    Path folder;

    private static Failure failure(DeviceResult result) {
        Failure failure = result.decisive().failure();
        assertNotNull(failure, result.toString());
        return failure;
    }

    @Test
    void aDeviceThatCannotBeReachedIsTriedAsOftenAsTheJobSays() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.UNREACHABLE, null)) {
            fleet.run("run: {retry: {attempts: 3, wait: 10ms}}\n" + SHOW);
            DeviceResult never = fleet.trail.result("R1");
            assertEquals(3, never.attempts());
            assertEquals(FailureKind.CONNECTION_REFUSED, failure(never).kind());
            assertEquals(1, fleet.trail.result("R2").attempts());
            assertEquals(
                    List.of("R1 started", "R1 retried", "R1 started", "R1 retried", "R1 started", "R1 failed"),
                    fleet.trail.words().stream()
                            .filter(word -> word.startsWith("R1"))
                            .toList());
        }
    }

    @Test
    void aDeviceThatComesBackIsOkAtItsSecondAttempt() throws Exception {
        int port;
        try (var free = new ServerSocket()) {
            free.bind(Loopback.at(0));
            port = free.getLocalPort();
        }
        var labs = new ArrayList<Lab>();
        var trail = new Trail();
        Plan plan = InProcess.plan(
                folder,
                "run: {retry: {attempts: 5, for: connection_refused, wait: 100ms}}\n" + SHOW,
                "defaults: " + InProcess.DEFAULTS + "\ndevices:\n" + InProcess.device("R1", port));
        try {
            InProcess.run(
                    plan,
                    new Stop(),
                    event -> {
                        if (event instanceof RunEvent.DeviceRetried && labs.isEmpty()) {
                            labs.add(Lab.start(List.of(LabDevice.of("R1")), port));
                        }
                    },
                    trail);
        } finally {
            labs.forEach(Lab::close);
        }
        DeviceResult result = trail.result("R1");
        assertEquals(Status.OK, result.status(), result.toString());
        assertTrue(result.attempts() >= 2, result.toString());
        assertTrue(result.timing().millis(Phase.QUEUE) >= 75, "the wait is no work: " + result.timing());
    }

    @Test
    void whileADeviceWaitsForItsNextAttemptAnotherHasItsPlace() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.UNREACHABLE, null, null)) {
            fleet.run("run: {max_workers: 1, retry: {attempts: 2, wait: 4s}}\n" + SHOW);
            assertEquals(
                    List.of("R1 started", "R1 retried", "R2 started", "R2 ok", "R3 started", "R3 ok", "R1 started"),
                    fleet.trail.words().subList(1, 8));
        }
    }

    @Test
    void otherFailuresThanThoseNamedAreNotTriedAgain() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.UNREACHABLE, LabFault.WRONG_PASSWORD)) {
            fleet.run("run: {retry: {attempts: 3, for: [disconnected], wait: 10ms}}\n" + SHOW);
            assertEquals(1, fleet.trail.result("R1").attempts());
            assertEquals(1, fleet.trail.result("R2").attempts());
            assertEquals(1, fleet.lab().stats().authFailures());
        }
    }

    @Test
    void aDeviceWhoseChangeHadBegunIsNotTriedAgainAndTheResultSaysSo() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.CLOSE)) {
            fleet.run("""
                    run: {retry: {attempts: 3, wait: 10ms}}
                    steps: [{configure: ntp server 192.0.2.1}, {show: show version}]
                    """);
            DeviceResult result = fleet.trail.result("R1");
            assertEquals(1, result.attempts());
            assertEquals(FailureKind.DISCONNECTED, failure(result).kind());
            assertTrue(
                    failure(result).hint().startsWith("not tried again, for `configure` had begun"), result.toString());
        }
    }

    @Test
    void readingAloneIsTriedAgain() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.CLOSE)) {
            fleet.run("run: {retry: {attempts: 3, wait: 10ms}}\n" + SHOW);
            assertEquals(3, fleet.trail.result("R1").attempts());
            assertEquals(1, fleet.trail.result("R1").steps().size());
        }
    }

    @Test
    void aStoppedRunWaitsForNoFurtherAttempt() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.UNREACHABLE)) {
            Tally tally = fleet.run("run: {retry: {attempts: 3, wait: 1h}}\n" + SHOW, event -> {
                if (event instanceof RunEvent.DeviceRetried) {
                    fleet.stop.startNoMore(
                            new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted")));
                }
            });
            assertEquals(
                    FailureKind.CONNECTION_REFUSED,
                    failure(fleet.trail.result("R1")).kind());
            assertEquals(1, fleet.trail.result("R1").attempts());
            assertEquals("interrupted", tally.stopped());
        }
    }

    @Test
    void theWaitDoublesUpToAMinuteAndVariesByAQuarter() {
        Duration two = Duration.ofSeconds(2);
        assertEquals(Duration.ofMillis(1500), Retried.pause(two, 1, 0));
        assertEquals(Duration.ofMillis(2500), Retried.pause(two, 1, 1));
        assertEquals(Duration.ofSeconds(8), Retried.pause(two, 3, 0.5));
        assertEquals(Duration.ofMinutes(1), Retried.pause(two, 19, 0.5));
        assertEquals(Duration.ofMinutes(5), Retried.pause(Duration.ofMinutes(5), 4, 0.5));
    }

    @Test
    void whenMoreFailThanMayTheRestIsSkippedAndWhatRunsIsLeftInPeace() throws Exception {
        try (Fleet fleet = Fleet.of(
                folder, LabFault.SLOW, LabFault.UNREACHABLE, LabFault.UNREACHABLE, null, null, null, null, null)) {
            Tally tally =
                    fleet.run("run: {max_workers: 2, max_failures: 1}\nsteps: [{show: [show clock, show version]}]\n");
            assertEquals(Status.OK, fleet.trail.result("R1").status(), "it was running and had more to do");
            assertEquals(2, tally.count(Status.FAILED));
            assertEquals(5, tally.count(Status.SKIPPED));
            assertEquals("max_failures: 1 exceeded, 2 devices failed", tally.stopped());
            assertEquals(
                    "never started: max_failures: 1 exceeded, 2 devices failed",
                    fleet.trail.result("R8").outcome().message());
        }
    }

    @Test
    void aShareOfTheDevicesMayFail() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.UNREACHABLE, null, null, null, LabFault.UNREACHABLE)) {
            Tally tally = fleet.run("run: {max_workers: 1, max_failures: 40%}\n" + SHOW);
            assertEquals("", tally.stopped());
            assertEquals(3, tally.count(Status.OK));
        }
    }

    @Test
    void theNextBatchWaitsForTheOneBefore() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, null, null, null, null, null)) {
            Tally tally = fleet.run("run: {canary: [1, 50%, 100%]}\n" + SHOW);
            List<String> words = fleet.trail.words();
            assertEquals(List.of("run", "R1 started", "R1 ok"), words.subList(0, 3));
            int secondBatch = Math.max(words.indexOf("R2 ok"), words.indexOf("R3 ok"));
            for (String last : List.of("R4", "R5", "R6")) {
                assertTrue(words.indexOf(last + " started") > secondBatch, words.toString());
            }
            assertEquals(6, tally.count(Status.OK));
            assertEquals("", tally.stopped());
        }
    }

    @Test
    void afterABatchThatIsNotOkNoOtherStarts() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, LabFault.UNREACHABLE, null, null, null, null)) {
            Tally tally = fleet.run("run: {canary: [1, 3]}\n" + SHOW);
            assertEquals(
                    List.of(Status.OK, Status.FAILED, Status.OK, Status.SKIPPED, Status.SKIPPED, Status.SKIPPED),
                    fleet.trail.results().stream()
                            .sorted(java.util.Comparator.comparing(DeviceResult::index))
                            .map(DeviceResult::status)
                            .toList());
            assertEquals("canary: 1 of the first 3 devices not ok", tally.stopped());
            assertEquals(0, fleet.trail.result("R6").attempts());
            assertFalse(fleet.trail.words().contains("R6 started"));
        }
    }

    @Test
    void failuresThatMayBeDoNotEndACanary() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, LabFault.UNREACHABLE, null, null)) {
            Tally tally = fleet.run("run: {canary: [2], max_failures: 1}\n" + SHOW);
            assertEquals("", tally.stopped());
            assertEquals(3, tally.count(Status.OK));
        }
    }
}
