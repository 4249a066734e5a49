package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.LabFault;
import dev.muster.plan.DevicePlan;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.session.OutputStore;
import dev.muster.testkit.InProcess;
import dev.muster.transport.Connector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose own parts fail: listeners, outputs, the connector. */
@Timeout(60)
class BugsTest {
    private static final String SHOW = "run: {max_workers: 1}\nsteps: [{show: show version}]\n";

    @TempDir
    Path folder;

    /** Fails at the first event that it is told to fail at, and counts what it is told afterwards. */
    private static final class Fails implements RunListener {
        private final Class<? extends RunEvent> at;
        private final Throwable how;
        private final AtomicInteger after = new AtomicInteger(-1);

        Fails(Class<? extends RunEvent> at, Throwable how) {
            this.at = at;
            this.how = how;
        }

        @Override
        public void on(RunEvent event) throws IOException {
            if (after.get() >= 0) {
                after.incrementAndGet();
            } else if (at.isInstance(event)) {
                after.set(0);
                switch (how) {
                    case IOException e -> throw e;
                    case RuntimeException e -> throw e;
                    default -> throw (Error) how;
                }
            }
        }
    }

    private static Failure failure(DeviceResult result) {
        Failure failure = result.outcome().failure();
        assertNotNull(failure, result.toString());
        return failure;
    }

    @Test
    void whatCannotBeKeptStopsTheRunAndTheOthersHearEverything() throws Exception {
        var full = new Fails(RunEvent.DeviceEnded.class, new IOException("disk full"));
        var before = new Trail();
        try (Fleet fleet = Fleet.of(folder, LabFault.SLOW, LabFault.SLOW, null, null)) {
            Tally tally = fleet.run(SHOW, before, full);
            assertEquals(0, full.after.get());
            assertEquals("results cannot be written: disk full", tally.stopped());
            List<String> words = fleet.trail.words();
            assertEquals(4, fleet.trail.results().size());
            assertEquals(Status.OK, fleet.trail.result("R1").status());
            assertEquals(Status.CANCELLED, fleet.trail.result("R4").status());
            assertEquals(
                    List.of("run", "R1 started", "not kept: disk full", "R1 ok"),
                    words.stream()
                            .filter(word -> !word.startsWith("R2"))
                            .toList()
                            .subList(0, 4));
            assertEquals("end", words.getLast());
            assertEquals(
                    words.stream().sorted().toList(),
                    before.words().stream().sorted().toList());
        }
    }

    @Test
    void whatCannotBeKeptAtTheVeryEndStillCounts() throws Exception {
        var before = new Trail();
        var full = new Fails(RunEvent.RunEnded.class, new IOException("disk full"));
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            Tally tally = fleet.run(SHOW, before, full);
            assertEquals("results cannot be written: disk full", tally.stopped());
            assertEquals(1, tally.count(Status.OK));
            assertEquals(List.of("run", "R1 started", "R1 ok", "end"), before.words());
            assertEquals(List.of("run", "R1 started", "R1 ok", "not kept: disk full", "end"), fleet.trail.words());
        }
    }

    @Test
    void twoListenersThatFailAtOnceAreBothTold() throws Exception {
        var first = new Fails(RunEvent.DeviceStarted.class, new IOException("first"));
        var second = new Fails(RunEvent.DeviceStarted.class, new IOException("second"));
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run(SHOW, first, second);
            assertTrue(fleet.trail.words().containsAll(List.of("not kept: first", "not kept: second")));
            assertEquals("end", fleet.trail.words().getLast());
        }
    }

    @Test
    void aListenerThatFailsAtANoticeToldOfAnotherGetsNoMore() throws Exception {
        var notices = new Fails(RunEvent.Notice.class, new IOException("no notices"));
        var full = new Fails(RunEvent.DeviceEnded.class, new IOException("disk full"));
        try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
            fleet.run(SHOW, full, notices);
            assertEquals(0, notices.after.get());
            assertEquals(1, fleet.trail.results().size());
        }
    }

    /** More events than the queue holds: without a reader the devices would wait for ever. */
    @Test
    void aListenerWithABugIsLoudAndHangsNobody() throws Exception {
        for (Throwable bug : List.of(new IllegalStateException("oops"), new StackOverflowError("deep"))) {
            try (Fleet fleet = Fleet.of(folder, (LabFault) null)) {
                fleet.stop.startNoMore(new Stop.Reason(Stop.Cause.POLICY, "test", new Outcome.Cancelled("test")));
                Plan one = fleet.plan(SHOW);
                Plan many = one.with(IntStream.range(0, 3000)
                        .mapToObj(index -> numbered(one.devices().getFirst(), index))
                        .toList());
                var listener = new Fails(RunEvent.RunStarted.class, bug);
                IllegalStateException loud = assertThrows(
                        IllegalStateException.class, () -> InProcess.run(many, fleet.stop, listener, fleet.trail));
                assertEquals(bug, root(loud));
                assertEquals(3000, fleet.trail.results().size());
                assertTrue(fleet.trail.words().contains("not kept: a bug: " + bug), "the others are told");
                assertEquals("end", fleet.trail.words().getLast());
            }
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : root(cause);
    }

    private static DevicePlan numbered(DevicePlan like, int index) {
        return new DevicePlan(
                index,
                "R" + index,
                like.host(),
                like.target(),
                like.ways(),
                like.netconf(),
                like.platform(),
                like.enablePassword(),
                like.prompt(),
                like.limits(),
                like.site(),
                like.names(),
                like.steps(),
                like.origins());
    }

    @Test
    void aBugMetByOneDeviceIsItsResultAndHurtsNoOther() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null, null);
                Connector connector = fleet.connector()) {
            Tally tally = fleet.run(fleet.plan(SHOW), connector, device -> switch (device.name()) {
                case "R1" -> throw new IllegalArgumentException("no place for outputs");
                case "R2" -> tooDeep(device);
                default -> new InMemory();
            });
            assertEquals(FailureKind.INTERNAL, failure(fleet.trail.result("R1")).kind());
            assertTrue(failure(fleet.trail.result("R1")).message().contains("no place for outputs"));
            assertEquals(FailureKind.INTERNAL, failure(fleet.trail.result("R2")).kind());
            assertTrue(failure(fleet.trail.result("R2")).message().contains("StackOverflowError"));
            assertEquals(Status.OK, fleet.trail.result("R3").status());
            assertEquals(3, tally.devices());
            assertFalse(fleet.trail.result("R1").timing().phases().isEmpty());
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static OutputStore tooDeep(DevicePlan device) {
        return tooDeep(numbered(device, device.index() + 1));
    }

    @Test
    void aClosedConnectorFailsEveryDeviceAndEndsTheRun() throws Exception {
        try (Fleet fleet = Fleet.of(folder, null, null);
                Connector connector = fleet.connector()) {
            connector.close();
            Tally tally = fleet.run(fleet.plan(SHOW), connector, InMemory.EVERY);
            assertEquals(2, tally.count(Status.FAILED));
            assertEquals("end", fleet.trail.words().getLast());
        }
    }

    @Test
    void aConnectorThatClosesInMidRunEndsEveryDevice() throws Exception {
        try (Fleet fleet = Fleet.of(folder, LabFault.HANG, LabFault.HANG, null);
                Connector connector = fleet.connector()) {
            Thread closer = Thread.ofPlatform().start(() -> {
                while (fleet.lab().stats().shells() < 2) {
                    Thread.onSpinWait();
                }
                connector.close();
            });
            var plan = fleet.plan("run: {max_workers: 2}\nsteps: [{show: show version}]\n");
            fleet.run(plan, connector, InMemory.EVERY);
            closer.join();
            var kinds = new ArrayList<FailureKind>();
            fleet.trail.results().stream()
                    .sorted(Comparator.comparingInt(DeviceResult::index)) // the third may end before the second
                    .forEach(result -> kinds.add(failure(result).kind()));
            assertEquals(3, kinds.size());
            assertTrue(
                    kinds.subList(0, 2).stream().allMatch(kind -> kind == FailureKind.DISCONNECTED), kinds.toString());
        }
    }
}
