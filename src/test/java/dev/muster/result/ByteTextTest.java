package dev.muster.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever a device sends can be read and cannot move a cursor. */
class ByteTextTest {

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void controlCharactersAreVisible() {
        assertEquals("a\\r\\n\\t\\b\\a\\e[0m\\0\\\\\\x7f", ByteText.escaped("a\r\n\t\b\u0007\u001b[0m\0\\\u007f"));
    }

    @Test
    void utf8StaysAsItIs() {
        assertEquals("Zürich €🗼", ByteText.escaped(bytes("Zürich €🗼")));
    }

    @Test
    void whatIsNoUtf8AndWhatIsInvisibleIsShownByItsBytes() {
        assertEquals("Z\\xfcrich", ByteText.escaped("Z\u00fcrich"));
        assertEquals("a\\xe2\\x80\\xaeb\\xc2\\x9b", ByteText.escaped(bytes("a\u202eb\u009b")));
    }
}
