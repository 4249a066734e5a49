package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plan.Plan;
import dev.muster.result.Ledger;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.testkit.Await;
import dev.muster.transport.Connector;
import dev.muster.transport.SshConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down comes before everything else. */
class LedgerTest {
    private static final String CHANGE = "steps: [{configure: ntp server 192.0.2.1, name: ntp}, {show: show clock}]\n";

    @TempDir
    Path folder;

    private final List<String> kept = Collections.synchronizedList(new ArrayList<>());

    private static Tally run(Plan plan, Ledger ledger, RunListener... listeners) throws Exception {
        Path nowhere = Path.of("target", "no-folder");
        var info = new RunInfo(
                "1",
                plan.job(),
                plan.source(),
                nowhere,
                Instant.now(),
                plan.devices().size(),
                plan.maxWorkers());
        try (var connector = new Connector(new SshConnector(nowhere.resolve("known_hosts")))) {
            return new BatchRunner(plan, connector, device -> new InMemory(), new Stop())
                    .run(info, ledger, List.of(listeners));
        }
    }

    private void note(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event instanceof RunEvent.DeviceEnded end) {
                kept.add(end.result().device());
            } else if (event instanceof RunEvent.StepBegan began && began.changes()) {
                kept.add(began.device() + " " + began.step());
            }
        }
    }

    @Test
    void listenersHearOfADeviceOnceItIsKept() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null, null)) {
            var early = new ArrayList<String>();
            Tally tally = run(fleet.plan("steps: [{show: show clock}]\n"), this::note, event -> {
                if (event instanceof RunEvent.DeviceEnded end
                        && !kept.contains(end.result().device())) {
                    early.add(end.result().device());
                }
            });
            assertEquals(3, tally.count(Status.OK));
            assertEquals(List.of(), early);
            assertEquals(3, kept.size());
        }
    }

    @Test
    void aChangeIsSentOnceItIsKept() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (dev.muster.lab.LabFault) null)) {
            var sentBefore = new AtomicBoolean();
            Ledger ledger = events -> {
                sentBefore.compareAndSet(
                        false,
                        !kept.contains("R1 ntp") && fleet.lab().commands("R1").contains("ntp server 192.0.2.1"));
                note(events);
            };
            run(fleet.plan(CHANGE), ledger);
            assertEquals(List.of("R1 ntp", "R1"), kept);
            assertTrue(fleet.lab().commands("R1").contains("ntp server 192.0.2.1"));
            assertEquals(false, sentBefore.get());
        }
    }

    @Test
    void aChangeThatCannotBeKeptIsNeverSent() throws Exception {
        try (Fleet fleet = Fleet.of(folder, (dev.muster.lab.LabFault) null)) {
            Ledger full = events -> {
                if (events.stream().anyMatch(RunEvent.StepBegan.class::isInstance)) {
                    throw new IOException("disk full");
                }
            };
            var notices = new ArrayList<String>();
            Tally tally = run(fleet.plan(CHANGE), full, event -> {
                if (event instanceof RunEvent.Notice notice) {
                    notices.add(notice.text());
                }
            });
            assertEquals(
                    0,
                    fleet.lab().commands("R1").stream()
                            .filter(line -> line.startsWith("ntp") || line.startsWith("conf"))
                            .count());
            assertEquals(0, tally.devices(), "what is not kept does not count");
            assertEquals("results cannot be written: disk full", tally.stopped());
            assertEquals(List.of("not kept: disk full"), notices);
        }
    }

    @Test
    void whatIsNotKeptHasNotEndedForAnybody() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null)) {
            var ended = new ArrayList<String>();
            Ledger full = events -> {
                if (events.stream().anyMatch(RunEvent.DeviceEnded.class::isInstance)) {
                    throw new IOException("disk full");
                }
            };
            Tally tally = run(fleet.plan("steps: [{show: show clock}]\n"), full, event -> {
                if (event instanceof RunEvent.DeviceEnded end) {
                    ended.add(end.result().device());
                }
            });
            assertEquals(List.of(), ended);
            assertEquals(0, tally.devices());
        }
    }

    @Test
    void aDiskThatHangsStallsNoDevice() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null, null, null, null, null)) {
            var disk = new CountDownLatch(1);
            var free = new AtomicBoolean();
            Ledger hung = events -> {
                if (!free.get()) {
                    await(disk);
                }
            };
            Plan plan = fleet.plan("run: {max_workers: 2}\nsteps: [{show: show clock}]\n");
            var watcher = new Thread(() -> {
                try {
                    Await.until("all devices were done", Duration.ofSeconds(60), () -> {
                        long done = fleet.lab().stats().logouts();
                        return done >= 6;
                    });
                } catch (Exception e) {
                    kept.add("stalled: " + e.getMessage());
                } finally {
                    free.set(true);
                    disk.countDown();
                }
            });
            watcher.start();
            Tally tally = run(plan, hung);
            watcher.join();
            assertEquals(List.of(), kept);
            assertEquals(6, tally.count(Status.OK));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
