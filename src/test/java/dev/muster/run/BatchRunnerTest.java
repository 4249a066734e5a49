package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.LabFault;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.testkit.Await;
import dev.muster.transport.Connector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on lab devices: events, stops and limits. */
@Timeout(60)
class BatchRunnerTest {
    private static final String SHOW = "steps: [{show: show version}]\n";

    @TempDir
    Path folder;

    private static Failure failure(DeviceResult result) {
        Failure failure = result.decisive().failure();
        assertNotNull(failure, result.toString());
        return failure;
    }

    private static Stop.Reason interrupt() {
        return new Stop.Reason(Stop.Cause.INTERRUPT, "interrupted", new Outcome.Cancelled("interrupted"));
    }

    @Test
    void everyDeviceStartsOnceAndEndsOnceBetweenTheStartAndTheEndOfTheRun() throws Exception {
        try (Fleet fleet = Fleet.of(folder, new LabFault[8])) {
            Tally tally = fleet.run("run: {max_workers: 3}\n" + SHOW);
            List<String> words = fleet.trail.words();
            assertEquals(2 + 2 * 8, words.size(), words.toString());
            assertEquals("run", words.getFirst());
            assertEquals("end", words.getLast());
            for (int i = 1; i <= 8; i++) {
                int started = words.indexOf("R" + i + " started");
                assertTrue(started > 0 && started < words.indexOf("R" + i + " ok"), words.toString());
            }
            assertEquals(8, tally.count(Status.OK));
            assertEquals(8, tally.devices());
            assertEquals(8, tally.commands());
            assertEquals("", tally.stopped());
            assertEquals(tally, fleet.trail.tally());
        }
    }

    @Test
    void aResultComesWhenItsDeviceEndsWhileSlowerOnesRun() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, null)) {
            var stillRunning = new CompletableFuture<Long>();
            fleet.run(SHOW, event -> {
                if (event instanceof RunEvent.DeviceEnded) {
                    stillRunning.complete(fleet.lab().stats().sessions());
                }
            });
            assertTrue(stillRunning.join() >= 1, "the slow device was done too");
            assertEquals(List.of("R2 ok", "R1 ok", "end"), fleet.trail.words().subList(3, 6));
        }
    }

    @Test
    void neverMoreThanMaxWorkersAreLoggedIn() throws Exception {
        try (Fleet fleet = Fleet.of(folder, new LabFault[40])) {
            Tally tally = fleet.run("run: {max_workers: 4}\n" + SHOW);
            assertEquals(40, tally.count(Status.OK));
            assertTrue(
                    fleet.lab().stats().shellsPeak() <= 4, fleet.lab().stats().toString());
            assertEquals(40, fleet.lab().stats().logins());
        }
    }

    @Test
    void onErrorStopCancelsWhatRunsAndSkipsTheRest() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, LabFault.WRONG_PASSWORD, null, null)) {
            Tally tally = fleet.run("run: {max_workers: 2, on_error: stop}\n" + SHOW);
            assertEquals(Status.CANCELLED, fleet.trail.result("R1").status());
            assertEquals(
                    "stopped after R2 failed",
                    fleet.trail.result("R1").outcome().message());
            assertEquals(
                    FailureKind.AUTHENTICATION,
                    failure(fleet.trail.result("R2")).kind());
            for (String never : List.of("R3", "R4")) {
                assertEquals(Status.SKIPPED, fleet.trail.result(never).status());
                assertEquals(0, fleet.trail.result(never).attempts());
                assertFalse(fleet.trail.words().contains(never + " started"));
            }
            assertEquals("on_error: stop, after R2 failed", tally.stopped());
            assertEquals(0, fleet.lab().stats().logouts());
        }
    }

    @Test
    void onErrorContinueHurtsNobodyElse() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.WRONG_PASSWORD, null, LabFault.UNREACHABLE, null)) {
            Tally tally = fleet.run("run: {max_workers: 1}\n" + SHOW);
            assertEquals(List.of(Status.FAILED, Status.OK, Status.FAILED, Status.OK), statuses(fleet));
            assertEquals(
                    Set.of("authentication", "connection_refused"),
                    tally.byFailure().keySet());
            assertEquals("", tally.stopped());
        }
    }

    private static List<Status> statuses(Fleet fleet) {
        return fleet.trail.results().stream().map(DeviceResult::status).toList();
    }

    @Test
    void theRunsLimitEndsWhatRunsWithinASecond() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, LabFault.HANG, null)) {
            Tally tally = fleet.run("run: {max_workers: 2, limits: {run: 1s}}\n" + SHOW);
            for (String late : List.of("R1", "R2")) {
                assertEquals(Status.TIMED_OUT, fleet.trail.result(late).status());
                assertEquals(
                        FailureKind.RUN_LIMIT, failure(fleet.trail.result(late)).kind());
            }
            assertEquals(Status.SKIPPED, fleet.trail.result("R3").status());
            assertTrue(tally.elapsed().toMillis() >= 1000 && tally.elapsed().toMillis() < 2000, tally.toString());
            assertEquals("limits.run of 1s reached", tally.stopped());
        }
    }

    @Test
    void aDevicesLimitEndsThatDeviceOnly() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, null)) {
            Tally tally = fleet.run("run: {limits: {device: 1s}}\n" + SHOW);
            DeviceResult late = fleet.trail.result("R1");
            assertEquals(FailureKind.DEVICE_LIMIT, failure(late).kind());
            assertEquals(Status.TIMED_OUT, late.status());
            assertTrue(late.timing().total().toMillis() < 2000, late.timing().toString());
            assertEquals(Status.OK, fleet.trail.result("R2").status());
            assertEquals("", tally.stopped());
        }
    }

    @Test
    void startNoMoreLetsTheCommandUnderWayEnd() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, null)) {
            Tally tally = stopDuringTheFirstCommand(fleet, () -> fleet.stop.startNoMore(interrupt()));
            assertEquals(List.of("show clock: ok", "show version: cancelled"), fleet.trail.steps("R1"));
            assertEquals(Status.CANCELLED, fleet.trail.result("R2").status());
            assertEquals(
                    "never started: interrupted",
                    fleet.trail.result("R2").outcome().message());
            assertEquals("interrupted", tally.stopped());
        }
    }

    @Test
    void endAllCutsTheCommandUnderWay() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, null)) {
            stopDuringTheFirstCommand(fleet, () -> fleet.stop.endAll(interrupt()));
            assertEquals(List.of("show clock: cancelled", "show version: cancelled"), fleet.trail.steps("R1"));
            assertEquals(Status.CANCELLED, fleet.trail.result("R1").status());
            assertEquals(Status.CANCELLED, fleet.trail.result("R2").status());
        }
    }

    private static Tally stopDuringTheFirstCommand(Fleet fleet, Runnable stop) throws Exception {
        Thread stopper = Thread.ofPlatform().start(() -> {
            try {
                Await.until(
                        "the command",
                        Duration.ofSeconds(20),
                        () -> fleet.lab().commands("R1").contains("show clock"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                stop.run();
            }
        });
        Tally tally = fleet.run("run: {max_workers: 1}\nsteps: [{show: [show clock, show version]}]\n");
        stopper.join();
        return tally;
    }

    @Test
    void aRunThatIsStoppedBeforeItBeginsContactsNobody() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null)) {
            fleet.stop.endAll(interrupt());
            fleet.run(SHOW);
            assertEquals(List.of("run", "R1 cancelled", "R2 cancelled", "end"), fleet.trail.words());
            assertEquals(0, fleet.lab().stats().connections());
        }
    }

    @Test
    void anInterruptOfTheRunnerEndsTheRunInGoodOrderAndIsKept() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, null, null)) {
            var kept = new CompletableFuture<Boolean>();
            Thread runner = Thread.ofPlatform().start(() -> {
                try (Connector connector = fleet.connector()) {
                    fleet.run(fleet.plan("run: {max_workers: 1}\n" + SHOW), connector, InMemory.EVERY);
                    kept.complete(Thread.currentThread().isInterrupted());
                } catch (Exception | Error e) {
                    kept.completeExceptionally(e);
                }
            });
            Await.until(
                    "a login", Duration.ofSeconds(20), () -> fleet.lab().stats().shells() == 1);
            runner.interrupt();
            assertTrue(kept.join());
            assertEquals(
                    List.of("run", "R1 started", "R1 cancelled", "end"),
                    fleet.trail.words().stream()
                            .filter(word -> !word.matches("R[23].*"))
                            .toList());
            assertEquals(3, fleet.trail.results().size());
            assertEquals("interrupted", fleet.trail.tally().stopped());
        }
    }

    @Test
    void anInterruptWhileAllDevicesRunEndsThemToo() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, LabFault.HANG)) {
            var ended = new CompletableFuture<Tally>();
            Thread runner = Thread.ofPlatform().start(() -> {
                try {
                    ended.complete(fleet.run(SHOW));
                } catch (Exception | Error e) {
                    ended.completeExceptionally(e);
                }
            });
            Await.until(
                    "two logins",
                    Duration.ofSeconds(20),
                    () -> fleet.lab().stats().shells() == 2);
            runner.interrupt();
            assertEquals(2, ended.join().count(Status.CANCELLED));
            assertEquals("end", fleet.trail.words().getLast());
        }
    }

    @Test
    void timeInTheQueueIsToldApartFromWork() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, null)) {
            fleet.run("run: {max_workers: 1}\n" + SHOW);
            DeviceResult first = fleet.trail.result("R1");
            DeviceResult second = fleet.trail.result("R2");
            long firstTotal = first.timing().total().toMillis();
            assertTrue(
                    second.timing().millis(Phase.QUEUE) >= firstTotal,
                    second.timing().toString());
            assertTrue(
                    second.timing().total().toMillis() < firstTotal,
                    second.timing().toString());
            assertTrue(first.timing().millis(Phase.STEPS) >= 400, first.timing().toString());
        }
    }

    @Test
    void noThreadIsLeftAfterARun() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, LabFault.HANG, LabFault.CLOSE)) {
            fleet.run("run: {limits: {device: 1s}}\n" + SHOW);
            Await.until("the end of all threads", Duration.ofSeconds(10), () -> {
                var left = new HashSet<String>();
                Thread.getAllStackTraces().keySet().forEach(thread -> left.add(thread.getName()));
                left.removeIf(name -> !name.startsWith("muster-timers"));
                return left.isEmpty() && !Threads.dump(folder).contains("muster-ssh-io");
            });
            assertFalse(Threads.dump(folder).contains("dev.muster.run.BatchRunner."));
        }
    }
}
