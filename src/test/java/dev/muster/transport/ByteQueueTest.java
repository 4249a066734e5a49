package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes leave in the order in which they came. */
class ByteQueueTest {
    private final ByteQueue queue = new ByteQueue();

    private static byte[] bytes(int length, int first) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    @Test
    void bytesAreUnsigned() {
        queue.add(new byte[] {(byte) 0xff, 0, 0x7f}, 0, 3);
        assertEquals(0xff, queue.next());
        assertEquals(0, queue.next());
        assertEquals(0x7f, queue.next());
        assertEquals(-1, queue.next());
        assertTrue(queue.isEmpty());
    }

    @Test
    void onlyThePartThatWasNamedIsAdded() {
        queue.add(bytes(10, 0), 3, 2);
        assertEquals(2, queue.size());
        assertEquals(3, queue.next());
        assertEquals(4, queue.next());
        assertEquals(-1, queue.next());
    }

    @Test
    void anyMixOfAddingAndTakingKeepsTheOrder() {
        var random = new Random(7);
        var model = new ArrayDeque<Integer>();
        for (int round = 0; round < 2000; round++) {
            byte[] more = bytes(random.nextInt(5000), round);
            queue.add(more, 0, more.length);
            for (byte b : more) {
                model.add(b & 0xff);
            }
            for (int take = random.nextInt(6000); take > 0 && !model.isEmpty(); take--) {
                assertEquals(model.remove(), queue.next());
            }
            assertEquals(model.size(), queue.size());
        }
    }

    @Test
    void drainingMovesEverythingBehindWhatIsThere() {
        var other = new ByteQueue();
        other.add(bytes(2, 1), 0, 2);
        queue.add(bytes(9000, 3), 0, 9000);
        assertEquals(3, queue.next());
        queue.drainTo(other);
        assertTrue(queue.isEmpty());
        assertEquals(9001, other.size());
        assertEquals(1, other.next());
        assertEquals(2, other.next());
        assertEquals(4, other.next());
    }

    @Test
    void textEndsBeforeTheNextControlCharacter() {
        var queue = new ByteQueue();
        byte[] bytes = "a\tb\u00e9\r\n\u007fc".getBytes(StandardCharsets.ISO_8859_1);
        queue.add(bytes, 0, bytes.length);
        assertEquals(
                "a\tb\u00e9",
                StandardCharsets.ISO_8859_1.decode(queue.nextText()).toString());
        assertEquals(0, queue.nextText().remaining());
        assertEquals('\r', queue.next());
        assertEquals('\n', queue.next());
        assertEquals(0, queue.nextText().remaining());
        assertEquals(0x7f, queue.next());
        assertEquals("c", StandardCharsets.ISO_8859_1.decode(queue.nextText()).toString());
        assertEquals(-1, queue.next());
    }
}
