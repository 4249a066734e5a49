package dev.muster.result;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a session as text of one line: valid UTF-8 as it is, everything else and every control character as an escape,
 * {@code \r \n \t \b \a \e \0 \\ \xHH}.
 */
public final class ByteText {
    private ByteText() {}

    /**
     * The text.
     *
     * @param bytes a character for every byte
     */
    public static String escaped(String bytes) {
        String valid = decoded(bytes);
        String text = valid == null ? bytes : valid;
        var escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                escaped.append((char) c);
            } else if (c >= 0xa0 && valid != null && !isInvisible(c)) {
                escaped.appendCodePoint(c);
            } else {
                escape(c, valid != null, escaped);
            }
        }
        return escaped.toString();
    }

    /** The characters, or null where the bytes are no UTF-8. */
    private static @Nullable String decoded(String bytes) {
        if (bytes.chars().allMatch(c -> c < 0x80)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Marks that turn the direction of writing and the like. */
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static void escape(int c, boolean utf8, StringBuilder into) {
        switch (c) {
            case '\r' -> into.append("\\r");
            case '\n' -> into.append("\\n");
            case '\t' -> into.append("\\t");
            case '\b' -> into.append("\\b");
            case 0x07 -> into.append("\\a");
            case 0x1b -> into.append("\\e");
            case 0 -> into.append("\\0");
            case '\\' -> into.append("\\\\");
            default -> {
                var charset = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
                for (byte b : Character.toString(c).getBytes(charset)) {
                    into.append(String.format("\\x%02x", b & 0xff));
                }
            }
        }
    }
}
