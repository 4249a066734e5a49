package dev.muster.session;

import dev.muster.transport.ByteQueue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The line on which a terminal's cursor stands: backspaces, carriage returns and the escape sequences of ECMA-48 take
 * effect as they would on a screen, so that an erased pager prompt or a repainted command leaves no trace.
 */
final class TerminalLine {
    /** A device that never ends its line must not fill the memory: a longer one is cut into several. */
    static final int MOST = 16 << 20;

    /** What is kept for the next line; a huge one must not hold its room for ever. */
    private static final int MOST_KEPT = 64 << 10;

    /** No cursor movement leads farther; a screen is never wider. */
    private static final int FARTHEST = 9999;

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
    private int parameters;

    /** Takes as many bytes as belong to this line; true when its end was among them, and {@link #take()} gives it. */
    boolean feed(ByteQueue queue) {
        while (true) {
            // nearly all of a large output is plain text: it is copied whole and not looked at byte by byte
            if (state == State.TEXT) {
                ByteBuffer text = queue.nextText();
                if (text.hasRemaining() && put(text)) {
                    return true;
                }
            }
            int b = queue.next();
            if (b < 0) {
                return false;
            }
            if (feed(b)) {
                return true;
            }
        }
    }

    private boolean put(ByteBuffer text) {
        int count = text.remaining();
        room(cursor + count);
        overwritten |= cursor < length;
        text.get(bytes, cursor, count);
        cursor += count;
        length = Math.max(length, cursor);
        return length >= MOST;
    }

    /** Takes one byte; true when it ended the line, which {@link #take()} then gives. */
    boolean feed(int b) {
        switch (state) {
            case TEXT -> {
                return text(b);
            }
            case ESCAPE -> escape(b);
            case CONTROL -> {
                return control(b);
            }
            case COMMAND -> {
                return command(b);
            }
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
        room(cursor + 1);
        overwritten |= cursor < length;
        bytes[cursor++] = (byte) b;
        length = Math.max(length, cursor);
    }

    private void escape(int b) {
        parameter = 0;
        parameters = 1;
        state = switch (b) {
            case '[' -> State.CONTROL;
            case ']', 'P', '_', '^' -> State.COMMAND;
            case '(', ')', '*', '+', '#', '%' -> State.CHARSET;
            default -> State.TEXT;
        };
    }

    private boolean control(int b) {
        if (b < 0x20) {
            // ECMA-48 lets controls take effect inside a sequence; one that never ends must not swallow lines
            state = b == ESC ? State.ESCAPE : b == '\n' ? State.TEXT : State.CONTROL;
            return b != ESC && text(b);
        }
        if (b >= '0' && b <= '9') {
            parameter = Math.min(FARTHEST, parameter * 10 + b - '0');
        } else if (b == ';') {
            parameter = 0;
            parameters++;
        } else if (b >= 0x40 && b <= 0x7e) {
            state = State.TEXT;
            perform(b);
        }
        return false;
    }

    /** A text for the terminal itself, such as a window title. */
    private boolean command(int b) {
        state = switch (b) {
            case BELL, '\n' -> State.TEXT;
            case ESC -> State.ESCAPE;
            default -> State.COMMAND;
        };
        return b == '\n';
    }

    private void perform(int command) {
        int count = Math.max(1, parameter);
        switch (command) {
            case 'K', 'J' -> erase();
            case 'D' -> cursor = Math.max(0, cursor - count);
            case 'C' -> forward(cursor + count);
            case 'G' -> forward(count - 1);
            case 'H', 'f' -> forward(parameters > 1 ? count - 1 : 0);
            case 'P' -> delete(count);
            case '@' -> insert(count);
            case 'X' -> blank(cursor, cursor + count);
            default -> {
                // colours, cursor keys and modes draw nothing on this line
            }
        }
    }

    private void forward(int column) {
        int to = Math.min(column, Math.max(length, FARTHEST));
        if (to > length) {
            room(to);
            Arrays.fill(bytes, length, to, (byte) ' ');
            length = to;
            overwritten = true;
        }
        cursor = to;
    }

    private void erase() {
        overwritten = true;
        switch (parameter) {
            case 0 -> length = Math.min(length, cursor);
            case 1 -> blank(0, cursor + 1);
            default -> blank(0, length);
        }
    }

    private void blank(int from, int to) {
        overwritten = true;
        if (from < length) {
            Arrays.fill(bytes, from, Math.min(to, length), (byte) ' ');
        }
    }

    private void delete(int count) {
        int gone = Math.min(count, Math.max(0, length - cursor));
        System.arraycopy(bytes, cursor + gone, bytes, cursor, length - cursor - gone);
        length -= gone;
    }

    private void insert(int count) {
        if (cursor < length) {
            room(length + count);
            System.arraycopy(bytes, cursor, bytes, cursor + count, length - cursor);
            length += count;
            blank(cursor, cursor + count);
        }
    }

    private void room(int wanted) {
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, bytes.length * 2));
        }
    }

    /** The text so far; of a character that has only come in part, nothing. */
    String text() {
        return decode(bytes, 0, end(), false);
    }

    /** The end of the text so far, at most this many bytes. */
    String end(int most) {
        int end = end();
        int from = Math.max(0, end - most);
        while (from > 0 && from < end && (bytes[from] & 0xc0) == 0x80) {
            from++;
        }
        return decode(bytes, from, end, false);
    }

    /** Blanks at the end that wiped something out are not text. */
    private int end() {
        int end = length;
        while (overwritten && end > 0 && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /** The text, and begins a new line. */
    String take() {
        String text = decode(bytes, 0, end(), true);
        clear();
        return text;
    }

    /** Begins anew. */
    void clear() {
        length = 0;
        cursor = 0;
        overwritten = false;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[256];
        }
    }

    /** UTF-8 where it is valid, else ISO-8859-1, which every byte is. */
    private static String decode(byte[] bytes, int from, int end, boolean whole) {
        for (int i = from; i < end; i++) {
            if (bytes[i] < 0) {
                return decodeWide(bytes, from, end, whole);
            }
        }
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodeWide(byte[] bytes, int from, int end, boolean whole) {
        var chars = CharBuffer.allocate(end - from);
        CoderResult result =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from), chars, whole);
        return result.isError()
                ? new String(bytes, from, end - from, StandardCharsets.ISO_8859_1)
                : chars.flip().toString();
    }
}
