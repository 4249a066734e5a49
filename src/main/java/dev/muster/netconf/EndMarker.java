package dev.muster.netconf;

import dev.muster.transport.ByteQueue;

/** Messages that end with {@code ]]>]]>} (RFC 6242, 4.3). */
final class EndMarker implements Unframer {
    private static final byte[] MARKER = {']', ']', '>', ']', ']', '>'};
    /** How much of the marker still stands when the byte after so many of it is another. */
    private static final int[] KEPT = {0, 0, 1, 0, 1, 2};

    private int matched;

    @Override
    public int take(ByteQueue from, byte[] to, int offset, int most) {
        if (matched == MARKER.length) {
            matched = 0;
            return END;
        }
        int at = offset;
        int last = offset + most - MARKER.length - 1;
        while (at <= last) {
            int next = from.next();
            if (next < 0) {
                break;
            }
            while (matched > 0 && MARKER[matched] != next) {
                int passed = matched - KEPT[matched];
                System.arraycopy(MARKER, 0, to, at, passed);
                at += passed;
                matched = KEPT[matched];
            }
            if (MARKER[matched] != next) {
                to[at++] = (byte) next;
            } else if (++matched == MARKER.length) {
                return ended(at - offset);
            }
        }
        return at - offset;
    }

    /** Bytes that came before the end go first: the end is told when asked again. */
    private int ended(int taken) {
        if (taken == 0) {
            matched = 0;
            return END;
        }
        return taken;
    }
}
