package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PermitsTest {
    private static final class Waiter {
        private final CompletableFuture<Boolean> told = new CompletableFuture<>();
        private final Thread thread;

        Waiter(Permits permits) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    told.complete(permits.acquire());
                } catch (InterruptedException e) {
                    told.completeExceptionally(e);
                }
            });
        }

        Waiter waiting() throws Exception {
            Await.until("a wait", Duration.ofSeconds(10), () -> thread.getState() == Thread.State.WAITING);
            return this;
        }
    }

    @Test
    void asManyAsThereAreMayWork() throws Exception {
        var permits = new Permits(2);
        assertTrue(permits.acquire());
        assertTrue(permits.acquire());
        Waiter third = new Waiter(permits).waiting();
        assertFalse(third.told.isDone());
        permits.release();
        assertTrue(third.told.join());
    }

    @Test
    void fewerMayWorkWithoutDisturbingThoseWhoDoAndMoreLater() throws Exception {
        var permits = new Permits(3);
        assertTrue(permits.acquire());
        assertTrue(permits.acquire());
        permits.change(-2);
        Waiter third = new Waiter(permits).waiting();
        permits.release();
        assertFalse(third.told.isDone());
        permits.change(1);
        assertTrue(third.told.join());
    }

    @Test
    void closingWakesEvenWhenMorePermitsWereTakenAwayThanThereWere() throws Exception {
        var permits = new Permits(5);
        permits.change(-5);
        Waiter first = new Waiter(permits).waiting();
        permits.close();
        assertFalse(first.told.join());
    }

    @Test
    void closingWakesEveryoneWhoWaits() throws Exception {
        var permits = new Permits(1);
        assertTrue(permits.acquire());
        var waiters = new ArrayList<Waiter>();
        for (int i = 0; i < 5; i++) {
            waiters.add(new Waiter(permits).waiting());
        }
        permits.close();
        for (Waiter waiter : waiters) {
            assertFalse(waiter.told.join());
        }
    }

    @Test
    void afterClosingNoPermitIsGivenThoughSomeAreFreeAndOthersComeBack() throws Exception {
        var permits = new Permits(3);
        assertTrue(permits.acquire());
        permits.close();
        permits.close();
        permits.release();
        for (int i = 0; i < 10; i++) {
            assertFalse(permits.acquire());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndTakesNoPermit() throws Exception {
        var permits = new Permits(1);
        assertTrue(permits.acquire());
        Waiter waiter = new Waiter(permits).waiting();
        waiter.thread.interrupt();
        assertThrows(Exception.class, waiter.told::join);
        permits.release();
        assertTrue(permits.acquire());
        assertEquals(Thread.State.WAITING, new Waiter(permits).waiting().thread.getState());
    }
}
