package dev.muster.textfsm;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;

/** Cuts a text into lines where Python's {@code splitlines} does, without holding more than one and a piece of the text. */
final class Lines {
    private static final int PIECE = 8192;

    private final Reader reader;
    private char[] buffer;
    private int from;
    private int to;
    private int at;
    private int filled;
    private boolean afterReturn;

    Lines(Reader reader) {
        this(reader, PIECE);
    }

    /** A text that is in memory already. */
    Lines(String text) {
        this(new StringReader(text), Math.min(PIECE, text.length() + 1));
    }

    private Lines(Reader reader, int piece) {
        this.reader = reader;
        buffer = new char[piece];
    }

    /** Goes to the next line; false when there is none. */
    boolean next() throws IOException {
        from = at;
        boolean more = at < filled || fill();
        if (more && afterReturn && buffer[at] == '\n') {
            from = ++at;
        }
        afterReturn = false;
        while (at < filled || fill()) {
            at = end(buffer, at, filled);
            if (at < filled) {
                to = at;
                afterReturn = buffer[at++] == '\r';
                return true;
            }
        }
        to = at;
        return to > from;
    }

    private static int end(char[] text, int start, int end) {
        int at = start;
        while (at < end && !isEnd(text[at])) {
            at++;
        }
        return at;
    }

    /** The text in which the line stands until the next is asked for. */
    char[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Keeps what has been read of the line. */
    private boolean fill() throws IOException {
        int kept = filled - from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * kept);
        }
        from = 0;
        at = kept;
        filled = kept + Math.max(0, reader.read(buffer, kept, buffer.length - kept));
        return filled > kept;
    }

    static boolean isEnd(char c) {
        if (c > 0x1e && c < 0x85) {
            return false;
        }
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Without the spaces at the end, as Python sees spaces. */
    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && Alphabet.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static String strip(String text) {
        String line = stripEnd(text);
        int start = 0;
        while (start < line.length() && Alphabet.isSpace(line.charAt(start))) {
            start++;
        }
        return line.substring(start);
    }
}
