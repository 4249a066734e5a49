package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Event;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.transport.Login;
import dev.muster.transport.LoginGate.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When no more logins are tried. */
@Timeout(30)
class LoginBreakerTest {
    private final LoginBreaker breaker = new LoginBreaker();
    private final Event never = new Event();

    /** A login that is like others but not the same object, as inventories give one to each device. */
    private static Login login(String password) {
        return Login.of("net", Secret.of(password));
    }

    private void tried(String password, Answer... answers) throws InterruptedException {
        for (Answer answer : answers) {
            assertNull(breaker.beforeLogin(login(password), never));
            breaker.after(login(password), answer);
        }
    }

    private void refused(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            tried("a", Answer.REFUSED);
        }
    }

    private boolean isOpen(String password) {
        Failure failure = breaker.beforeConnect(login(password), never);
        assertTrue(failure == null || failure.kind() == FailureKind.LOGIN_BREAKER);
        return failure != null;
    }

    @Test
    void threeRefusalsInARowAreEnoughWhileCredentialsHaveNeverWorked() throws Exception {
        refused(2);
        assertFalse(isOpen("a"));
        refused(1);
        assertTrue(isOpen("a"));
        Failure failure = breaker.beforeLogin(login("a"), never);
        assertNotNull(failure);
        assertEquals(
                "not tried: logins as net were refused 3 times in a row and have never worked in this run",
                failure.message());
    }

    @Test
    void afterASuccessItTakesTenInARow() throws Exception {
        tried("a", Answer.REFUSED, Answer.REFUSED, Answer.ACCEPTED);
        refused(9);
        assertFalse(isOpen("a"));
        tried("a", Answer.ACCEPTED);
        refused(9);
        assertFalse(isOpen("a"));
        refused(1);
        assertTrue(isOpen("a"));
    }

    @Test
    void otherCredentialsOfTheSameUserAreNotHeldResponsible() throws Exception {
        refused(3);
        assertFalse(isOpen("b"));
        tried("b", Answer.ACCEPTED);
    }

    @Test
    void whatIsNoAnswerIsNoRefusal() throws Exception {
        for (int i = 0; i < 20; i++) {
            tried("a", Answer.NONE);
        }
        refused(2);
        assertFalse(isOpen("a"));
    }

    private CompletableFuture<Boolean> another(Event givenUp) throws Exception {
        var entered = new CompletableFuture<Boolean>();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try {
                entered.complete(breaker.beforeLogin(login("a"), givenUp) == null);
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        Await.until(
                "a wait", Duration.ofSeconds(20), () -> entered.isDone() || waiter.getState() == Thread.State.WAITING);
        return entered;
    }

    @Test
    void noMoreThanThreeAreUnderWayUntilOneHasWorked() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertNull(breaker.beforeLogin(login("a"), never));
        }
        CompletableFuture<Boolean> fourth = another(never);
        CompletableFuture<Boolean> fifth = another(never);
        assertFalse(fourth.isDone() || fifth.isDone());
        breaker.after(login("a"), Answer.ACCEPTED);
        assertTrue(fourth.join() && fifth.join());
    }

    @Test
    void whoWaitsIsToldWhenTheThreeAreRefused() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertNull(breaker.beforeLogin(login("a"), never));
        }
        CompletableFuture<Boolean> fourth = another(never);
        for (int i = 0; i < 3; i++) {
            breaker.after(login("a"), Answer.REFUSED);
        }
        assertFalse(fourth.join());
    }

    @Test
    void aDeviceThatNeverAnswersMakesRoomForAnother() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertNull(breaker.beforeLogin(login("a"), never));
        }
        CompletableFuture<Boolean> fourth = another(never);
        breaker.after(login("a"), Answer.NONE);
        assertTrue(fourth.join());
        assertTrue(another(never).join(), "one that never answers makes room for two");
    }

    @Test
    void whoGivesUpWaitsNoLonger() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertNull(breaker.beforeLogin(login("a"), never));
        }
        var givenUp = new Event();
        CompletableFuture<Boolean> fourth = another(givenUp);
        givenUp.happen();
        assertTrue(fourth.join(), "the connection says itself that it is gone");
    }
}
