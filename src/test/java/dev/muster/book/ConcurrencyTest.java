package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabStats;
import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.run.Stop;
import dev.muster.scope.Blocking;
import dev.muster.scope.Deadline;
import dev.muster.testkit.Await;
import dev.muster.testkit.ClosesAtOnce;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.SwallowsConnects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What never stalls what, and how many at once: B30, B31, B34 and dead addresses ahead of a good one. */
@Timeout(60)
class ConcurrencyTest {
    private static final String JOB = "run: {max_workers: 51, limits: {connect: 4s}}\nsteps: [{show: show clock}]\n";

    @TempDir
    Path temp;

    /** Keeps results by device, from the moment they come. */
    private static final class Kept implements RunListener {
        private final Map<String, DeviceResult> results = new ConcurrentHashMap<>();

        @Override
        public void on(RunEvent event) {
            if (event instanceof RunEvent.DeviceEnded ended) {
                results.put(ended.result().device(), ended.result());
            }
        }
    }

    private static Lab lab(int devices) throws Exception {
        return Lab.start(names(devices).stream().map(LabDevice::of).toList(), 0);
    }

    private static List<String> names(int devices) {
        return IntStream.rangeClosed(1, devices).mapToObj(i -> "R" + i).toList();
    }

    private static <T> Future<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @Test
    void b30BlockedResolversDoNotStallDevicesReachedByAddress() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = new ArrayList<Thread>();
        try (Lab lab = lab(20)) {
            for (int i = 0; i < 64; i++) {
                blocked.add(Thread.ofVirtual().start(() -> occupy(release)));
            }
            String inventory = InProcess.inventory(lab, names(20))
                    + "  - {name: by name, host: localhost, limits: {connect: 1s}, port: " + lab.port("R1") + "}\n";
            var kept = new Kept();
            InProcess.run(InProcess.plan(temp, JOB, inventory), new Stop(), kept);
            assertEquals(
                    FailureKind.DNS,
                    kept.results.get("by name").outcome().failure().kind(),
                    "every thread for blocking calls is taken");
            for (String name : names(20)) {
                DeviceResult result = kept.results.get(name);
                assertEquals(Status.OK, result.status(), result.toString());
                assertTrue(
                        result.timing().total().toMillis() < 3000,
                        result.timing().toString());
            }
        } finally {
            release.countDown();
        }
        for (Thread thread : blocked) {
            thread.join();
        }
    }

    private static void occupy(CountDownLatch release) {
        try {
            Blocking.call(
                    () -> {
                        release.await();
                        return true;
                    },
                    Deadline.in(Duration.ofSeconds(50)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void b31ThousandDevicesAreNeverMoreThanFiftyAtATime() throws Exception {
        try (Lab lab = lab(1000)) {
            Path inventory =
                    java.nio.file.Files.writeString(temp.resolve("lab.yaml"), InProcess.inventory(lab, names(1000)));
            Plan plan = InProcess.plan(Path.of("jobs/book/b31-semaphore.yaml"), inventory);
            assertEquals(50, plan.maxWorkers());
            Tally tally = InProcess.run(plan, new Stop());
            assertEquals(1000, tally.count(Status.OK));
            LabStats stats = lab.stats();
            assertEquals(1000, stats.logins());
            assertTrue(stats.shellsPeak() <= 50, stats.toString());
            assertTrue(stats.shellsPeak() > 10, "they do run at once: " + stats);
        }
    }

    @Test
    void b34ASlowListenerDoesNotStallDevices() throws Exception {
        var release = new CountDownLatch(1);
        var kept = new Kept();
        RunListener slow = event -> {
            if (event instanceof RunEvent.DeviceEnded) {
                await(release);
            }
            kept.on(event);
        };
        try (Lab lab = lab(200)) {
            Plan plan = InProcess.plan(temp, JOB, InProcess.inventory(lab, names(200)));
            Future<Tally> run = start(() -> InProcess.run(plan, new Stop(), slow));
            Await.until(
                    "all devices logged out",
                    Duration.ofSeconds(30),
                    () -> lab.stats().logouts() == 200);
            assertTrue(kept.results.isEmpty(), "though nobody has taken a single result");
            assertFalse(run.isDone());
            release.countDown();
            assertEquals(200, run.get().count(Status.OK));
            assertEquals(200, kept.results.size());
        }
    }

    @Test
    void b34ResultsThatNobodyTakesAreBounded() throws Exception {
        var release = new CountDownLatch(1);
        var kept = new Kept();
        RunListener stuck = event -> {
            await(release);
            kept.on(event);
        };
        try (var server = new ClosesAtOnce()) {
            var inventory = new StringBuilder("defaults: " + InProcess.DEFAULTS + "\ndevices:\n");
            names(1500).forEach(name -> inventory.append(InProcess.device(name, server.port())));
            Plan plan = InProcess.plan(temp, JOB, inventory.toString());
            Future<Tally> run = start(() -> InProcess.run(plan, new Stop(), stuck));
            int contacted =
                    Await.settled("contacted", Duration.ofMillis(500), Duration.ofSeconds(20), server::accepted);
            // a beginning and an end for each device: 1,024 events in the queue, up to as many taken from it at once
            // before, and those at work
            assertTrue(contacted > 450 && contacted < 1024 + 52 + 10, contacted + " devices were contacted");
            release.countDown();
            assertEquals(1500, run.get().devices());
            assertEquals(1500, kept.results.size(), "none is lost");
        }
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fiftyDeadAddressesDoNotDelayAGoodOne() throws Exception {
        try (Lab lab = lab(1);
                var dead = new SwallowsConnects()) {
            String good = InProcess.inventory(lab, names(1));
            InProcess.run(InProcess.plan(temp, JOB, good), new Stop()); // classes are loaded from here on
            var inventory = new StringBuilder("defaults: " + InProcess.DEFAULTS + "\ndevices:\n");
            IntStream.rangeClosed(1, 50).forEach(i -> inventory.append(InProcess.device("dead" + i, dead.port())));
            inventory.append(InProcess.device("R1", lab.port("R1")));
            var kept = new Kept();
            var stop = new Stop();
            Plan plan = InProcess.plan(temp, JOB, inventory.toString());
            long begin = System.nanoTime();
            Future<Tally> run = start(() -> InProcess.run(plan, stop, kept));
            Await.until("the good device done", Duration.ofSeconds(10), () -> kept.results.containsKey("R1"));
            long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            assertTrue(took < 1000, "the good device was done after " + took + " ms");
            assertEquals(Status.OK, kept.results.get("R1").status());
            assertEquals(1, kept.results.size(), "the dead ones still wait");
            stop.endAll(new Stop.Reason(Stop.Cause.INTERRUPT, "seen enough", new Outcome.Cancelled("seen enough")));
            assertEquals(50, run.get().count(Status.CANCELLED));
        }
    }
}
