package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fleet scope of the JDK that runs the tests. */
@Timeout(30)
class FleetScopeTest {
    private final AtomicInteger done = new AtomicInteger();

    /** Waits for an interrupt and counts it. */
    private void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            done.incrementAndGet();
        }
    }

    @Test
    void joinWaitsForEveryTask() throws InterruptedException {
        try (FleetScope scope = FleetScope.open("test")) {
            for (int i = 0; i < 1000; i++) {
                scope.fork(done::incrementAndGet);
            }
            scope.join();
            assertEquals(1000, done.get());
        }
    }

    @Test
    void anEmptyScopeIsJoinedAtOnce() throws InterruptedException {
        try (FleetScope scope = FleetScope.open("test")) {
            scope.join();
            assertEquals(0, done.get());
        }
    }

    @Test
    void tasksRunAtTheSameTimeOnVirtualThreadsOfTheirOwn() throws Exception {
        var all = new CyclicBarrier(200);
        var platform = new AtomicInteger();
        try (FleetScope scope = FleetScope.open("test")) {
            for (int i = 0; i < 200; i++) {
                scope.fork(() -> {
                    platform.addAndGet(Thread.currentThread().isVirtual() ? 0 : 1);
                    try {
                        all.await();
                        done.incrementAndGet();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            scope.join();
        }
        assertEquals(200, done.get());
        assertEquals(0, platform.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskThatThrowsIsLoudAtJoinAndCancelsTheOthers(boolean error) {
        Throwable bug = error ? new StackOverflowError("deep") : new IllegalArgumentException("oops");
        try (FleetScope scope = FleetScope.open("test")) {
            scope.fork(this::hang);
            scope.fork(this::hang);
            scope.fork(() -> {
                if (bug instanceof RuntimeException e) {
                    throw e;
                }
                throw (Error) bug;
            });
            IllegalStateException loud = assertThrows(IllegalStateException.class, scope::join);
            assertSame(bug, loud.getCause());
        }
        assertEquals(2, done.get());
    }

    @Test
    void aTaskForkedAfterABugNeverHoldsJoinUp() {
        try (FleetScope scope = FleetScope.open("test")) {
            var thrown = new CountDownLatch(1);
            scope.fork(() -> {
                thrown.countDown();
                throw new IllegalArgumentException("oops");
            });
            assertThrows(IllegalStateException.class, () -> {
                thrown.await();
                for (int i = 0; i < 100; i++) {
                    scope.fork(this::hang);
                }
                scope.join();
            });
        }
    }

    @Test
    void closeInterruptsAndWaits() {
        var started = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        assertThrows(IllegalArgumentException.class, () -> {
            try (FleetScope scope = FleetScope.open("test")) {
                scope.fork(() -> {
                    started.countDown();
                    hang();
                    ended.set(true);
                });
                started.await();
                throw new IllegalArgumentException("the owner gives up");
            }
        });
        assertTrue(ended.get(), "a task outlived its scope");
    }

    @Test
    void aScopeInsideATaskEndsBeforeTheTask() throws InterruptedException {
        try (FleetScope outer = FleetScope.open("outer")) {
            outer.fork(() -> {
                try (FleetScope inner = FleetScope.open("inner")) {
                    inner.fork(done::incrementAndGet);
                    inner.fork(done::incrementAndGet);
                    inner.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertEquals(2, done.get());
            });
            outer.join();
        }
    }

    @Test
    void aBugInAnInnerScopeEndsItOnlyWhenItIsCaught() throws InterruptedException {
        try (FleetScope outer = FleetScope.open("outer")) {
            outer.fork(() -> {
                try (FleetScope inner = FleetScope.open("inner")) {
                    inner.fork(() -> {
                        throw new IllegalArgumentException("oops");
                    });
                    inner.join();
                } catch (IllegalStateException | InterruptedException e) {
                    done.incrementAndGet();
                }
            });
            outer.join();
        }
        assertEquals(1, done.get());
    }

    @Test
    void joinMayBeCalledAgainAfterAnInterrupt() throws InterruptedException {
        var go = new CountDownLatch(1);
        try (FleetScope scope = FleetScope.open("test")) {
            scope.fork(() -> {
                try {
                    go.await();
                    done.incrementAndGet();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("the task was interrupted too", e);
                }
            });
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, scope::join);
            assertFalse(Thread.currentThread().isInterrupted());
            scope.fork(done::incrementAndGet);
            go.countDown();
            scope.join();
            assertEquals(2, done.get());
        }
    }
}
