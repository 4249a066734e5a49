package dev.muster.textfsm;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Cuts a text into lines where Python's {@code splitlines} does, without holding more than one. */
final class Lines {
    private final Reader reader;
    private final char[] buffer;
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private boolean afterReturn;

    Lines(Reader reader) {
        this.reader = reader;
        buffer = new char[8192];
    }

    /** A text that is in memory already. */
    Lines(String text) {
        reader = Reader.nullReader();
        buffer = text.toCharArray();
        filled = buffer.length;
    }

    /** The next line without its end, or null. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        while (fill()) {
            if (afterReturn && buffer[at] == '\n') {
                at++;
                afterReturn = false;
                continue;
            }
            afterReturn = false;
            int start = at;
            while (at < filled && !isEnd(buffer[at])) {
                at++;
            }
            if (at < filled) {
                return ended(start);
            }
            line.append(buffer, start, at - start);
        }
        return line.isEmpty() ? null : line.toString();
    }

    private String ended(int start) {
        afterReturn = buffer[at] == '\r';
        int length = at++ - start;
        return line.isEmpty()
                ? new String(buffer, start, length)
                : line.append(buffer, start, length).toString();
    }

    private boolean fill() throws IOException {
        if (at < filled) {
            return true;
        }
        at = 0;
        filled = buffer.length == 0 ? 0 : Math.max(0, reader.read(buffer));
        return filled > 0;
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
