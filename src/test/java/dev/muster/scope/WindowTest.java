package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WindowTest {
    private static final Event NEVER = new Event();

    private static CompletableFuture<Window.Ticket> another(Window window, Event givenUp) throws Exception {
        var passed = new CompletableFuture<Window.Ticket>();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try {
                passed.complete(window.pass(givenUp));
            } catch (InterruptedException e) {
                passed.completeExceptionally(e);
            }
        });
        Await.until(
                "a wait", Duration.ofSeconds(20), () -> passed.isDone() || waiter.getState() == Thread.State.WAITING);
        return passed;
    }

    @Test
    void whoComesTooManyWaitsUntilASecondAfterTheAnswerToTheFirst() throws Exception {
        var window = new Window(2);
        Window.Ticket first = window.pass(NEVER);
        window.pass(NEVER);
        CompletableFuture<Window.Ticket> third = another(window, NEVER);
        assertFalse(third.isDone());
        long begin = System.nanoTime();
        first.answered();
        third.join();
        assertTrue(System.nanoTime() - begin >= 1_000_000_000L);
    }

    @Test
    void anAnswerThatNeverComesIsWaitedForASecondOnly() throws Exception {
        var window = new Window(1);
        long begin = System.nanoTime();
        window.pass(NEVER);
        window.pass(NEVER);
        assertTrue(System.nanoTime() - begin >= 2_000_000_000L);
    }

    @Test
    void lessThanOneInASecondIsPossible() throws Exception {
        var window = new Window(0.5);
        long begin = System.nanoTime();
        window.pass(NEVER).answered();
        window.pass(NEVER);
        assertTrue(System.nanoTime() - begin >= 2_000_000_000L);
    }

    @Test
    void whoGivesUpHoldsUpNobody() throws Exception {
        var window = new Window(1);
        window.pass(NEVER);
        var givenUp = new Event();
        List<CompletableFuture<Window.Ticket>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(another(window, givenUp));
        }
        assertTrue(window.isCrowded());
        givenUp.happen();
        waiting.forEach(CompletableFuture::join);
        assertFalse(window.isCrowded());
        window.pass(NEVER);
    }
}
