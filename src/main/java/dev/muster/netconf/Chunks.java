package dev.muster.netconf;

import dev.muster.transport.ByteQueue;

/** Messages in chunks that tell their size (RFC 6242, 4.2). */
final class Chunks implements Unframer {
    private static final long LARGEST = 4_294_967_295L;

    private State state = State.BEFORE;
    private long size;

    private enum State {
        /** Before a message; line feeds too many do no harm here. */
        BEFORE,
        LINE_FEED,
        HASH,
        FIRST_DIGIT,
        DIGITS,
        DATA,
        LAST
    }

    @Override
    public int take(ByteQueue from, byte[] to, int offset, int most) throws Broken {
        while (!from.isEmpty()) {
            if (state == State.DATA) {
                int taken = from.take(to, offset, (int) Math.min(most, size));
                size -= taken;
                state = size == 0 ? State.LINE_FEED : State.DATA;
                return taken;
            }
            int next = from.next();
            boolean over = state == State.LAST;
            state = after(next);
            if (over) {
                return END;
            }
        }
        return 0;
    }

    private State after(int next) throws Broken {
        return switch (state) {
            case BEFORE -> {
                if (next == '\n' || next == '\r') {
                    yield State.BEFORE;
                }
                yield expected('#', next, State.FIRST_DIGIT);
            }
            case LINE_FEED -> expected('\n', next, State.HASH);
            case HASH -> expected('#', next, State.FIRST_DIGIT);
            case FIRST_DIGIT -> {
                size = 0;
                yield next == '#' ? State.LAST : digit(next);
            }
            case DIGITS -> next == '\n' ? State.DATA : digit(next);
            case LAST -> expected('\n', next, State.BEFORE);
            case DATA -> throw new IllegalStateException("data is no header");
        };
    }

    private State digit(int next) throws Broken {
        long grown = size * 10 + next - '0';
        if (next < '0' || next > '9' || grown == 0 || grown > LARGEST) {
            throw Broken.protocol("the device sent a bad chunk size: " + shown(next) + " after `#"
                    + (size == 0 ? "" : size) + "`; sizes are numbers from 1 to " + LARGEST);
        }
        size = grown;
        return State.DIGITS;
    }

    private static State expected(char wanted, int next, State then) throws Broken {
        if (next != wanted) {
            String place = wanted == '#' ? "`#`" : "a line feed";
            throw Broken.protocol("the device broke the framing of chunks: " + shown(next) + " in place of " + place);
        }
        return then;
    }

    private static String shown(int next) {
        return next > ' ' && next < 0x7f
                ? "`" + (char) next + "`"
                : "byte 0x" + Integer.toHexString(0x100 | next).substring(1);
    }
}
