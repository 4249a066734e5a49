package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.scope.Deadline;
import dev.muster.transport.Transport.Read;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes of one thread reach another, which waits no longer than it wants. */
@Timeout(20)
class InboxTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Inbox inbox = new Inbox();
    private final ByteQueue taken = new ByteQueue();

    private Read take(Duration limit) throws InterruptedException {
        return inbox.take(taken, Deadline.in(limit));
    }

    private static Thread later(Runnable what) {
        return Thread.ofVirtual().start(what);
    }

    @Test
    void whatIsThereIsTakenAtOnceEvenAfterTheDeadline() throws Exception {
        inbox.write(new byte[] {1, 2, 3});
        inbox.write(4);
        assertEquals(Read.BYTES, take(Duration.ofSeconds(-1)));
        assertEquals(4, taken.size());
    }

    @Test
    void aWaitEndsWhenBytesCome() throws Exception {
        later(() -> inbox.write(7));
        assertEquals(Read.BYTES, take(LONG));
        assertEquals(7, taken.next());
    }

    @Test
    void aWaitEndsAtItsDeadline() throws Exception {
        long start = System.nanoTime();
        assertEquals(Read.DEADLINE, take(Duration.ofMillis(50)));
        assertTrue(System.nanoTime() - start >= 50_000_000L);
    }

    @Test
    void aWaitEndsWhenTheInboxIsClosed() throws Exception {
        later(inbox::close);
        assertEquals(Read.END, take(LONG));
        assertTrue(inbox.isEnded());
        assertTrue(inbox.ended().hasHappened());
    }

    @Test
    void whatCameBeforeTheEndIsTakenFirst() throws Exception {
        inbox.write(1);
        inbox.close();
        assertFalse(inbox.isEnded());
        assertEquals(Read.BYTES, take(LONG));
        assertEquals(Read.END, take(LONG));
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        var waits = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Thread waiter = later(() -> {
            waits.countDown();
            assertThrows(InterruptedException.class, () -> take(LONG));
            interrupted.countDown();
        });
        waits.await();
        waiter.interrupt();
        interrupted.await();
    }
}
