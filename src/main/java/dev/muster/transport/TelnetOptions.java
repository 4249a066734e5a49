package dev.muster.transport;

import java.util.BitSet;
import java.util.Set;

/**
 * The telnet options (RFC 855) of one connection. Nothing is asked for; what the other side asks for is answered only when
 * it changes something, so that two sides never go round in circles (RFC 1143).
 */
final class TelnetOptions {
    /** RFC 856. */
    static final int BINARY = 0;
    /** RFC 857. */
    static final int ECHO = 1;
    /** RFC 858. */
    static final int SUPPRESS_GO_AHEAD = 3;
    /** RFC 1091. */
    static final int TERMINAL_TYPE = 24;
    /** RFC 1073. */
    static final int WINDOW_SIZE = 31;

    static final int WILL = 251;
    static final int WONT = 252;
    static final int DO = 253;
    static final int DONT = 254;

    /** No answer. */
    static final int NONE = -1;

    private static final Set<Integer> WE_CAN = Set.of(BINARY, SUPPRESS_GO_AHEAD, TERMINAL_TYPE, WINDOW_SIZE);
    private static final Set<Integer> THEY_MAY = Set.of(BINARY, ECHO, SUPPRESS_GO_AHEAD);

    /** A side that negotiates without end gets no more answers; so few bytes fit into any socket's buffer. */
    private static final int MOST_ANSWERS = 500;

    private final BitSet ours = new BitSet();
    private final BitSet theirs = new BitSet();
    private int answers;

    /** What to answer: WILL, WONT, DO, DONT or {@link #NONE}. */
    int answer(int verb, int option) {
        if (answers == MOST_ANSWERS) {
            return NONE;
        }
        int answer = switch (verb) {
            case WILL -> begin(theirs, option, THEY_MAY.contains(option) ? DO : NONE, DONT);
            case DO -> begin(ours, option, WE_CAN.contains(option) ? WILL : NONE, WONT);
            case WONT -> end(theirs, option, DONT);
            case DONT -> end(ours, option, WONT);
            default -> throw new IllegalArgumentException("not a verb: " + verb);
        };
        answers += answer == NONE ? 0 : 1;
        return answer;
    }

    private static int begin(BitSet side, int option, int yes, int no) {
        if (side.get(option)) {
            return NONE;
        }
        side.set(option, yes != NONE);
        return yes == NONE ? no : yes;
    }

    private static int end(BitSet side, int option, int confirmed) {
        boolean was = side.get(option);
        side.clear(option);
        return was ? confirmed : NONE;
    }

    /** Whether this side does it. */
    boolean ours(int option) {
        return ours.get(option);
    }

    /** Whether the other side does it. */
    boolean theirs(int option) {
        return theirs.get(option);
    }
}
