package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deadlines, events, timers and calls that block. */
@Timeout(30)
class WaitsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @AfterEach
    void noInterruptIsLeft() {
        assertFalse(Thread.interrupted());
    }

    private static Deadline in(Duration limit) {
        return Deadline.in(limit);
    }

    private static Deadline passed() {
        return Deadline.in(Duration.ofSeconds(-1));
    }

    @Test
    void aDeadlineTellsWhatIsLeft() {
        assertTrue(in(LONG).left() > LONG.minusSeconds(5).toNanos());
        assertTrue(passed().left() < 0);
        Deadline soon = in(Duration.ofMillis(1));
        Deadline late = in(LONG);
        assertSame(soon, soon.earlier(late));
        assertSame(soon, late.earlier(soon));
    }

    @Test
    void theEarlierDeadlineIsFoundAcrossTheOverflowOfTheClock() {
        var before = new Deadline(Long.MAX_VALUE - 5);
        var after = new Deadline(Long.MIN_VALUE + 5);
        assertSame(before, before.earlier(after));
        assertSame(before, after.earlier(before));
    }

    @Test
    void anEventHappensOnceAndForAll() throws InterruptedException {
        var event = new Event();
        assertFalse(event.hasHappened());
        assertFalse(event.await(passed()));
        event.happen();
        event.happen();
        assertTrue(event.hasHappened());
        assertTrue(event.await(passed()), "what has happened is seen though no time is left");
    }

    @Test
    void awaitEndsWithTheEventOrTheDeadline() throws Exception {
        var event = new Event();
        long begin = System.nanoTime();
        assertFalse(event.await(in(Duration.ofMillis(30))));
        assertTrue(System.nanoTime() - begin >= 30_000_000);
        Thread.ofVirtual().start(event::happen);
        assertTrue(event.await(in(LONG)));
    }

    @Test
    void eitherOfTwoEventsIsEnough() throws InterruptedException {
        var first = new Event();
        var second = new Event();
        assertFalse(first.or(second).await(passed()));
        second.happen();
        assertTrue(first.or(second).await(passed()));
        assertTrue(second.or(first).hasHappened());
        assertFalse(first.hasHappened());
    }

    @Test
    void anInterruptEndsAWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new Event().await(in(LONG)));
    }

    @Test
    void anInterruptInCleanUpEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();
        assertFalse(new Event().awaitInCleanUp(in(LONG)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aTimerRunsOnceAfterItsDelay() throws InterruptedException {
        long begin = System.nanoTime();
        var ran = new Event();
        try (var timers = new Timers()) {
            timers.after(Duration.ofMillis(30), ran::happen);
            assertTrue(ran.await(in(LONG)));
        }
        assertTrue(System.nanoTime() - begin >= 30_000_000);
    }

    @Test
    void aTimerThatIsClosedNeverRuns() throws InterruptedException {
        var ran = new AtomicInteger();
        var busy = new CountDownLatch(1);
        var later = new Event();
        try (var timers = new Timers()) {
            timers.after(Duration.ZERO, () -> awaitQuietly(busy));
            Timers.Timer timer = timers.after(Duration.ZERO, ran::incrementAndGet);
            timer.close();
            timer.close();
            timers.after(Duration.ZERO, later::happen);
            busy.countDown();
            assertTrue(later.await(in(LONG)));
        }
        assertEquals(0, ran.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTickComesAgainAndAgainUntilItIsClosed() throws Exception {
        var ticks = new AtomicInteger();
        try (var timers = new Timers()) {
            Timers.Timer timer = timers.every(Duration.ofMillis(2), ticks::incrementAndGet);
            Await.until("three ticks", LONG, () -> ticks.get() >= 3);
            timer.close();
            var later = new Event();
            timers.after(Duration.ofMillis(1), later::happen);
            assertTrue(later.await(in(LONG)));
            int seen = ticks.get();
            var muchLater = new Event();
            timers.after(Duration.ofMillis(20), muchLater::happen);
            assertTrue(muchLater.await(in(LONG)));
            assertEquals(seen, ticks.get());
        }
    }

    @Test
    void anActionThatThrowsHurtsNoOtherTimer() throws InterruptedException {
        var ran = new Event();
        try (var timers = new Timers()) {
            timers.after(Duration.ZERO, () -> {
                throw new IllegalStateException("oops");
            });
            timers.after(Duration.ofMillis(1), ran::happen);
            assertTrue(ran.await(in(LONG)));
        }
    }

    @Test
    void closingTimersEndsTheirThreadAndWhatWasToCome() throws Exception {
        var thread = new CompletableFuture<Thread>();
        var ran = new AtomicInteger();
        try (var timers = new Timers()) {
            timers.after(Duration.ZERO, () -> thread.complete(Thread.currentThread()));
            timers.after(Duration.ofMillis(50), ran::incrementAndGet);
            thread.get(20, TimeUnit.SECONDS);
        }
        assertTrue(thread.join().join(LONG));
        assertEquals(0, ran.get());
    }

    @Test
    void aBlockingCallGivesItsValueFromAnotherThread() throws Exception {
        Thread caller = Thread.currentThread();
        assertEquals("x", Blocking.call(() -> Thread.currentThread() == caller ? "same" : "x", in(LONG)));
        assertFalse(Blocking.call(() -> Thread.currentThread().isVirtual(), in(LONG)));
    }

    @Test
    void whatABlockingCallThrowsComesThrough() {
        ExecutionException e = assertThrows(
                ExecutionException.class,
                () -> Blocking.call(
                        () -> {
                            throw new java.io.IOException("no resolver");
                        },
                        in(LONG)));
        assertEquals("no resolver", e.getCause().getMessage());
    }

    @Test
    void callsThatComeTooLateLeaveThePoolUsable() throws Exception {
        var go = new CountDownLatch(1);
        var began = new AtomicInteger();
        try {
            for (int i = 0; i < 100; i++) {
                assertThrows(
                        TimeoutException.class,
                        () -> Blocking.call(
                                () -> {
                                    began.incrementAndGet();
                                    go.await();
                                    return "late";
                                },
                                in(Duration.ofMillis(2))));
            }
        } finally {
            go.countDown();
        }
        assertEquals("in time", Blocking.call(() -> "in time", in(LONG)));
        assertTrue(began.get() < 100, "calls that nobody waits for any more are not begun");
    }

    @Test
    void anInterruptEndsTheWaitForABlockingCall() {
        var go = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> Blocking.call(
                        () -> {
                            go.await();
                            return "x";
                        },
                        in(LONG)));
        go.countDown();
    }
}
