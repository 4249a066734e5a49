package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BellTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @Test
    void aRingBeforeTheWaitIsNotLostAndCountsOnce() throws InterruptedException {
        var bell = new Bell();
        bell.ring();
        bell.ring();
        assertTrue(bell.await(Deadline.in(LONG)));
        assertFalse(bell.await(Deadline.in(Duration.ofMillis(1))));
    }

    @Test
    void aWaitEndsAtItsDeadlineAndNotBefore() throws InterruptedException {
        var bell = new Bell();
        for (int millis : new int[] {0, 30, 5, 40, 1, 3}) { // an earlier and a later one after each other
            long begin = System.nanoTime();
            assertFalse(bell.await(Deadline.in(Duration.ofMillis(millis))));
            assertTrue(System.nanoTime() - begin >= Duration.ofMillis(millis).toNanos());
        }
    }

    @Test
    void aShortWaitBehindALongOneThatWasRungIsStillWoken() throws InterruptedException {
        var bell = new Bell();
        for (int i = 0; i < 20; i++) {
            Thread ringer = Thread.ofVirtual().start(bell::ring);
            assertTrue(bell.await(Deadline.in(LONG)));
            ringer.join();
            assertFalse(bell.await(Deadline.in(Duration.ofMillis(2))));
        }
    }

    @Test
    void anInterruptEndsTheWaitAndIsTakenByTheException() {
        var bell = new Bell();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> bell.await(Deadline.in(LONG)));
        assertFalse(Thread.interrupted());
    }

    @Test
    void thousandsOfWaitsAreEachWokenByTheirOwnRingOrDeadline() throws InterruptedException {
        int count = 2000;
        var rung = new AtomicInteger();
        var late = new AtomicInteger();
        var ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean rings = i % 2 == 0;
            var bell = new Bell();
            Duration limit = rings ? LONG : Duration.ofMillis(i % 50);
            Thread.ofVirtual().start(() -> {
                try {
                    (bell.await(Deadline.in(limit)) ? rung : late).incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    ended.countDown();
                }
            });
            if (rings) {
                Thread.ofVirtual().start(bell);
            }
        }
        ended.await();
        assertEquals(count / 2, rung.get());
        assertEquals(count / 2, late.get());
    }

    @Test
    void oneOfTwoEventsEndsTheWaitForBoth() throws InterruptedException {
        var first = new Event();
        var second = new Event();
        assertFalse(Event.awaitAny(Deadline.in(Duration.ofMillis(1)), first, second));
        Thread happening = Thread.ofVirtual().start(second::happen);
        assertTrue(Event.awaitAny(Deadline.in(LONG), first, second));
        happening.join();
        assertTrue(Event.awaitAny(Deadline.in(Duration.ZERO), first, second));
    }
}
