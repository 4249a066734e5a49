package dev.muster.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The line on which a terminal's cursor stands: backspaces, carriage returns and the escape sequences of ECMA-48 take
 * effect as they would on a screen, so that an erased pager prompt or a repainted command leaves no trace.
 */
final class TerminalLine {
    /** A device that never ends its line must not fill the memory. */
    private static final int MOST = 1 << 20;

    private static final int ESC = 0x1b;
    private static final int BELL = 0x07;

    private enum State {
        TEXT,
        ESCAPE,
        CONTROL,
        COMMAND,
        CHARSET
    }

    private byte[] bytes = new byte[256];
    private int length;
    private int cursor;
    private boolean overwritten;
    private State state = State.TEXT;
    private int parameter;

    /** Takes one byte; true when it ended the line, which {@link #take()} then gives. */
    boolean feed(int b) {
        switch (state) {
            case TEXT -> {
                return text(b);
            }
            case ESCAPE -> escape(b);
            case CONTROL -> control(b);
            case COMMAND -> state = b == BELL ? State.TEXT : b == ESC ? State.ESCAPE : State.COMMAND;
            case CHARSET -> state = State.TEXT;
        }
        return false;
    }

    private boolean text(int b) {
        if ((b >= 0x20 && b != 0x7f) || b == '\t') {
            put(b);
            return length >= MOST;
        }
        switch (b) {
            case '\n' -> {
                return true;
            }
            case '\r' -> cursor = 0;
            case '\b' -> cursor = Math.max(0, cursor - 1);
            case ESC -> state = State.ESCAPE;
            default -> {
                // NUL, bell and the rest draw nothing
            }
        }
        return false;
    }

    private void put(int b) {
        if (cursor == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        overwritten |= cursor < length;
        bytes[cursor++] = (byte) b;
        length = Math.max(length, cursor);
    }

    private void escape(int b) {
        parameter = 0;
        state = switch (b) {
            case '[' -> State.CONTROL;
            case ']', 'P', '_', '^' -> State.COMMAND;
            case '(', ')', '*', '+', '#', '%' -> State.CHARSET;
            default -> State.TEXT;
        };
    }

    private void control(int b) {
        if (b >= '0' && b <= '9') {
            parameter = Math.min(9999, parameter * 10 + b - '0');
        } else if (b >= 0x40 && b <= 0x7e) {
            perform(b);
            state = State.TEXT;
        } else if (b == ';') {
            parameter = 0;
        }
    }

    private void perform(int command) {
        int count = Math.max(1, parameter);
        switch (command) {
            case 'K' -> erase();
            case 'D' -> cursor = Math.max(0, cursor - count);
            case 'C' -> forward(Math.min(cursor + count, MOST - 1));
            case 'G' -> forward(Math.min(count - 1, MOST - 1));
            default -> {
                // colours, cursor keys and modes draw nothing on this line
            }
        }
    }

    private void forward(int column) {
        if (column > length) {
            int blanks = length;
            bytes = column >= bytes.length ? Arrays.copyOf(bytes, column + 1) : bytes;
            Arrays.fill(bytes, blanks, column, (byte) ' ');
            length = column;
            overwritten = true;
        }
        cursor = column;
    }

    private void erase() {
        overwritten = true;
        if (parameter == 0) {
            length = Math.min(length, cursor);
        } else {
            Arrays.fill(bytes, 0, parameter == 1 ? Math.min(cursor, length) : length, (byte) ' ');
        }
    }

    /** The text so far. */
    String text() {
        int end = length;
        while (overwritten && end > 0 && bytes[end - 1] == ' ') {
            end--;
        }
        return decode(bytes, end);
    }

    /** The text, and begins a new line. */
    String take() {
        String text = text();
        clear();
        return text;
    }

    /** Begins anew. */
    void clear() {
        length = 0;
        cursor = 0;
        overwritten = false;
    }

    /** How many bytes it holds. */
    int length() {
        return length;
    }

    /** UTF-8 where it is valid, else ISO-8859-1, which every byte is. */
    static String decode(byte[] bytes, int end) {
        for (int i = 0; i < end; i++) {
            if (bytes[i] < 0) {
                return decodeWide(bytes, end);
            }
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static String decodeWide(byte[] bytes, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        }
    }
}
