package dev.muster.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as bytes of UTF-8 that may stand inside a {@code <script>} element: no {@code <}, {@code >} or {@code &} is ever
 * written as it is. Commas come by themselves.
 */
final class Json {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private byte[] bytes = new byte[1 << 12];
    private int length;
    private boolean comma;

    /** How many bytes there are. */
    int length() {
        return length;
    }

    /** The bytes so far. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets everything. */
    void clear() {
        length = 0;
        comma = false;
    }

    Json object() {
        return open('{');
    }

    Json object(String name) {
        return name(name).open('{');
    }

    Json endObject() {
        return close('}');
    }

    Json array() {
        return open('[');
    }

    Json array(String name) {
        return name(name).open('[');
    }

    Json endArray() {
        return close(']');
    }

    Json field(String name, String value) {
        return name(name).value(value);
    }

    Json field(String name, long value) {
        return name(name).value(value);
    }

    /** The name of a field whose value comes next. */
    Json name(String name) {
        value(name);
        put((byte) ':');
        comma = false;
        return this;
    }

    Json value(long number) {
        separate();
        ascii(Long.toString(number));
        comma = true;
        return this;
    }

    Json nothing() {
        separate();
        ascii("null");
        comma = true;
        return this;
    }

    /** Text that is JSON already, one value or more with commas between them. */
    Json raw(byte[] json) {
        separate();
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        comma = true;
        return this;
    }

    Json value(String text) {
        separate();
        put((byte) '"');
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
                put((byte) c);
            } else {
                i += special(text, i, c);
            }
        }
        put((byte) '"');
        comma = true;
        return this;
    }

    /** Writes a character that needs care; returns how many more of the text it took. */
    private int special(String text, int at, char c) {
        if (c == '\n' || c == '"' || c == '\\') {
            put((byte) '\\');
            put((byte) (c == '\n' ? 'n' : c));
        } else if (c < 0xa0 || c == '\u2028' || c == '\u2029') {
            escape(c);
        } else if (!Character.isSurrogate(c)) {
            utf8(String.valueOf(c));
        } else if (Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1))) {
            utf8(text.substring(at, at + 2));
            return 1;
        } else {
            utf8("\uFFFD");
        }
        return 0;
    }

    private void escape(char c) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((byte) HEX[c >> shift & 0xf]);
        }
    }

    private void utf8(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
    }

    private Json open(char bracket) {
        separate();
        put((byte) bracket);
        comma = false;
        return this;
    }

    private Json close(char bracket) {
        put((byte) bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put((byte) ',');
        }
    }

    private void put(byte b) {
        if (length == bytes.length) {
            room(1);
        }
        bytes[length++] = b;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
