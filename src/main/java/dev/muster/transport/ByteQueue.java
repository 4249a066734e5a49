package dev.muster.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes in the order in which they came; used by one thread at a time. */
public final class ByteQueue {
    private static final int DELETE = 0x7f;

    private byte[] bytes = new byte[512];
    private int start;
    private int end;

    /** Adds bytes at the end. */
    public void add(byte[] from, int offset, int length) {
        if (end + length > bytes.length) {
            make(length);
        }
        System.arraycopy(from, offset, bytes, end, length);
        end += length;
    }

    private void make(int room) {
        int held = end - start;
        byte[] target =
                held + room <= bytes.length / 2 ? bytes : Arrays.copyOf(bytes, Math.max(bytes.length * 2, held + room));
        System.arraycopy(bytes, start, target, 0, held);
        bytes = target;
        start = 0;
        end = held;
    }

    /** Moves everything to another queue. */
    public void drainTo(ByteQueue other) {
        other.add(bytes, start, end - start);
        clear();
    }

    /** Takes everything. */
    public byte[] take() {
        byte[] all = Arrays.copyOfRange(bytes, start, end);
        clear();
        return all;
    }

    /** Forgets everything. */
    public void clear() {
        start = 0;
        end = 0;
    }

    /** Takes the next byte as an unsigned number, or -1 when there is none. */
    public int next() {
        if (start == end) {
            start = 0;
            end = 0;
            return -1;
        }
        return bytes[start++] & 0xff;
    }

    /** Takes up to so many bytes; how many it took. */
    public int take(byte[] to, int offset, int most) {
        int taken = Math.min(most, end - start);
        System.arraycopy(bytes, start, to, offset, taken);
        start += taken;
        return taken;
    }

    /** Takes the bytes before the next control character (a tab counts as text), as they lie in memory. */
    public ByteBuffer nextText() {
        int from = start;
        int to = from;
        while (to < end && isText(bytes[to])) {
            to++;
        }
        start = to;
        return ByteBuffer.wrap(bytes, from, to - from);
    }

    private static boolean isText(byte b) {
        return b >= ' ' ? b != DELETE : b < 0 || b == '\t';
    }

    /** How many bytes there are to take. */
    public int size() {
        return end - start;
    }

    /** Whether there is nothing to take. */
    public boolean isEmpty() {
        return start == end;
    }
}
