package dev.muster.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for either of two bytes, eight places at a time. */
final class Search {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final byte first;
    private final byte second;
    private final long firsts;
    private final long seconds;

    Search(byte first, byte second) {
        this.first = first;
        this.second = second;
        firsts = ONES * (first & 0xff);
        seconds = ONES * (second & 0xff);
    }

    /** The first place of either byte, or {@code to}. */
    int find(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            long word = (long) LONGS.get(bytes, at);
            long a = word ^ firsts;
            long b = word ^ seconds;
            long hit = (((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGHS; // the lowest set bit is a true one
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += 8;
        }
        while (at < to && bytes[at] != first && bytes[at] != second) {
            at++;
        }
        return at;
    }
}
