package dev.muster.transport;

import static dev.muster.transport.TelnetOptions.BINARY;
import static dev.muster.transport.TelnetOptions.DO;
import static dev.muster.transport.TelnetOptions.DONT;
import static dev.muster.transport.TelnetOptions.ECHO;
import static dev.muster.transport.TelnetOptions.SUPPRESS_GO_AHEAD;
import static dev.muster.transport.TelnetOptions.TERMINAL_TYPE;
import static dev.muster.transport.TelnetOptions.WILL;
import static dev.muster.transport.TelnetOptions.WINDOW_SIZE;
import static dev.muster.transport.TelnetOptions.WONT;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Telnet (RFC 854) apart from its socket: takes commands out of what comes, whatever pieces it comes in, and puts what is
 * sent into the form that goes over the line.
 */
final class TelnetCodec {
    private static final int IAC = 255;
    private static final int SB = 250;
    private static final int SE = 240;

    private static final int IS = 0;
    private static final int SEND = 1;

    /** No subnegotiation that means something here is longer. */
    private static final int MOST_PARAMETERS = 64;

    private enum State {
        TEXT,
        COMMAND,
        OPTION,
        PARAMETERS,
        COMMAND_IN_PARAMETERS
    }

    private final int columns;
    private final int lines;
    private final byte[] terminal;
    private final TelnetOptions options = new TelnetOptions();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    private State state = State.TEXT;
    private boolean afterReturn;
    private int verb;

    /**
     * @param columns of the window, at most 65535
     * @param lines of the window, at most 65535
     */
    TelnetCodec(int columns, int lines, String terminal) {
        this.columns = columns;
        this.lines = lines;
        this.terminal = terminal.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes what came and appends its text to {@code text}; gives what is to be answered, mostly nothing. */
    byte[] receive(byte[] bytes, int length, ByteQueue text) {
        answers.reset();
        int plain = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xff;
            if (state != State.TEXT || b == IAC || (b == 0 && isPadding())) {
                text.add(bytes, plain, i - plain);
                plain = i + 1;
                step(b, bytes, i, text);
            } else {
                afterReturn = b == '\r';
            }
        }
        text.add(bytes, plain, length - plain);
        return answers.toByteArray();
    }

    /** RFC 854: a carriage return that begins no new line is followed by a NUL. */
    private boolean isPadding() {
        return afterReturn && !options.theirs(BINARY);
    }

    private void step(int b, byte[] bytes, int at, ByteQueue text) {
        switch (state) {
            case TEXT -> {
                state = b == IAC ? State.COMMAND : State.TEXT;
                afterReturn = afterReturn && b == IAC;
            }
            case COMMAND -> command(b, bytes, at, text);
            case OPTION -> {
                state = State.TEXT;
                negotiate(b);
            }
            case PARAMETERS -> {
                if (b == IAC) {
                    state = State.COMMAND_IN_PARAMETERS;
                } else {
                    parameter(b);
                }
            }
            case COMMAND_IN_PARAMETERS -> commandInParameters(b, bytes, at, text);
        }
    }

    private void command(int b, byte[] bytes, int at, ByteQueue text) {
        switch (b) {
            case IAC -> {
                state = State.TEXT;
                afterReturn = false;
                text.add(bytes, at, 1);
            }
            case WILL, WONT, DO, DONT -> {
                state = State.OPTION;
                verb = b;
            }
            case SB -> {
                state = State.PARAMETERS;
                parameters.reset();
            }
            default -> state = State.TEXT; // go-ahead, data mark, no operation ...: nothing to do for a client
        }
    }

    private void commandInParameters(int b, byte[] bytes, int at, ByteQueue text) {
        switch (b) {
            case IAC -> {
                state = State.PARAMETERS;
                parameter(IAC);
            }
            case SE -> {
                state = State.TEXT;
                subnegotiate(parameters.toByteArray());
            }
            default -> command(b, bytes, at, text); // a subnegotiation that was never ended
        }
    }

    private void parameter(int b) {
        if (parameters.size() < MOST_PARAMETERS) {
            parameters.write(b);
        }
    }

    private void negotiate(int option) {
        int answer = options.answer(verb, option);
        if (answer == TelnetOptions.NONE) {
            return;
        }
        answers.write(IAC);
        answers.write(answer);
        answers.write(option);
        if (answer == WILL && option == WINDOW_SIZE) {
            answerWith(WINDOW_SIZE, columns >> 8, columns & 0xff, lines >> 8, lines & 0xff);
        }
    }

    private void subnegotiate(byte[] asked) {
        boolean wantsType = asked.length == 2 && asked[0] == TERMINAL_TYPE && asked[1] == SEND;
        if (wantsType && options.ours(TERMINAL_TYPE)) {
            int[] answer = new int[terminal.length + 1];
            answer[0] = IS;
            for (int i = 0; i < terminal.length; i++) {
                answer[i + 1] = terminal[i];
            }
            answerWith(TERMINAL_TYPE, answer);
        }
    }

    private void answerWith(int option, int... values) {
        answers.write(IAC);
        answers.write(SB);
        answers.write(option);
        for (int value : values) {
            escaped(value, answers);
        }
        answers.write(IAC);
        answers.write(SE);
    }

    private static void escaped(int b, ByteArrayOutputStream out) {
        if (b == IAC) {
            out.write(IAC);
        }
        out.write(b);
    }

    /** What is to be sent, where a line feed is the Enter key, as it goes over the line. */
    byte[] send(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length + 8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            boolean returned = i > 0 && bytes[i - 1] == '\r';
            if (b == '\n' && !returned) {
                enter(out);
            } else if (b == '\r') {
                boolean isEnter = i + 1 < bytes.length && bytes[i + 1] == '\n';
                out.write('\r');
                writePadding(isEnter, out);
            } else if (b != '\n') {
                escaped(b, out);
            }
        }
        return out.toByteArray();
    }

    private void enter(ByteArrayOutputStream out) {
        out.write('\r');
        writePadding(true, out);
    }

    /**
     * RFC 1123, 3.3.1: where every key goes over the line, Enter is CR NUL as from a terminal; where whole lines go, it is
     * their end, CR LF. In binary (RFC 856) it is what the key makes, CR.
     */
    private void writePadding(boolean isEnter, ByteArrayOutputStream out) {
        boolean keyByKey = options.theirs(ECHO) || options.theirs(SUPPRESS_GO_AHEAD);
        if (!options.ours(BINARY)) {
            out.write(isEnter && !keyByKey ? '\n' : 0);
        }
    }
}
