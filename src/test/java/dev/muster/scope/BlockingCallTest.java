package dev.muster.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A blocking call is waited for as long as wanted, and no longer. */
@Timeout(20)
class BlockingCallTest {
    private static final Deadline LONG = Deadline.in(Duration.ofHours(1));

    @Test
    void givesWhatTheCallGave() throws Exception {
        assertEquals("done", Blocking.call(() -> "done", LONG));
    }

    @Test
    void throwsWhatTheCallThrew() {
        ExecutionException thrown = assertThrows(
                ExecutionException.class,
                () -> Blocking.call(
                        () -> {
                            throw new IOException("no");
                        },
                        LONG));
        assertEquals("no", thrown.getCause().getMessage());
    }

    @Test
    void endsAtTheDeadlineThoughTheCallGoesOn() {
        var never = new CountDownLatch(1);
        assertThrows(
                TimeoutException.class,
                () -> Blocking.call(
                        () -> {
                            never.await();
                            return "";
                        },
                        Deadline.in(Duration.ofMillis(30))));
        never.countDown();
    }

    @Test
    void endsWhenTheEventHappensThoughTheCallGoesOn() {
        var never = new CountDownLatch(1);
        var end = new Event();
        assertThrows(
                TimeoutException.class,
                () -> Blocking.call(
                        () -> {
                            end.happen();
                            never.await();
                            return "";
                        },
                        LONG,
                        end));
        never.countDown();
    }
}
