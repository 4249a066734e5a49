package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PacerTest {
    private static final Event NEVER = new Event();

    @Test
    void neverMoreThanSoManyPassWithinASecondHoweverOftenItIsTried() {
        var pacer = new Pacer(50);
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        int passed = 0;
        while (System.nanoTime() < end) {
            passed += pacer.tryPass() ? 1 : 0;
        }
        assertTrue(passed <= 50, passed + " passed");
        assertTrue(passed >= 25, "only " + passed + " passed");
    }

    @Test
    void noCreditIsSavedUpWhileNobodyComes() throws Exception {
        var pacer = new Pacer(10);
        assertFalse(NEVER.await(Deadline.in(Duration.ofMillis(500))));
        assertTrue(pacer.tryPass());
        assertFalse(pacer.tryPass());
    }

    @Test
    void whoWaitsPassesAfterTheOneBefore() throws Exception {
        var pacer = new Pacer(20);
        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertTrue(pacer.pass(NEVER));
        }
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(4 * 52).toNanos());
    }

    @Test
    void whoGivesUpDoesNotPass() throws Exception {
        var pacer = new Pacer(0.001);
        assertTrue(pacer.tryPass());
        var givenUp = new Event();
        var passed = new CompletableFuture<Boolean>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                passed.complete(pacer.pass(givenUp));
            } catch (InterruptedException e) {
                passed.completeExceptionally(e);
            }
        });
        givenUp.happen();
        waiter.join();
        assertEquals(false, passed.join());
    }

    @Test
    void theNextMomentIsKnown() {
        var pacer = new Pacer(1);
        assertTrue(pacer.next().left() <= 0);
        assertTrue(pacer.tryPass());
        assertTrue(pacer.next().left() > Duration.ofMillis(500).toNanos());
    }
}
