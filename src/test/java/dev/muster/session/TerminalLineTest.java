package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A line shows what a screen would show. */
class TerminalLineTest {
    private final TerminalLine line = new TerminalLine();

    private List<String> feed(byte... bytes) {
        var lines = new ArrayList<String>();
        for (byte b : bytes) {
            if (line.feed(b & 0xff)) {
                lines.add(line.take());
            }
        }
        return lines;
    }

    private List<String> feed(String latin1) {
        return feed(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    static List<Arguments> sequences() {
        return List.of(
                Arguments.of("a carriage return overwrites", "hello\rJ", "Jello"),
                Arguments.of("several of them before the end", "text\r\r", "text"),
                Arguments.of("a backspace goes back", "abc\b\bX", "aXc"),
                Arguments.of("but not beyond the start", "\b\bab", "ab"),
                Arguments.of("an erased pager leaves nothing", " --More-- \b\b\b\b\b\b\b\b\b\b          \r", ""),
                Arguments.of("and what follows it stands at the start", "--More--\r        \rnext", "next"),
                Arguments.of("spaces at the end are text", "padded   ", "padded   "),
                Arguments.of("nul, bell and delete draw nothing", "a\0b\u0007c\u007fd", "abcd"),
                Arguments.of("a tab stays a tab", "a\tb", "a\tb"),
                Arguments.of("colours", "\u001b[1;31mred\u001b[0m \u001b[38;5;46mgreen\u001b[m", "red green"),
                Arguments.of("private modes", "\u001b[?2004hprompt\u001b[?25l", "prompt"),
                Arguments.of("a title ended by a bell", "\u001b]0;title\u0007R1#", "R1#"),
                Arguments.of("a title ended by a string terminator", "\u001b]0;title\u001b\\R1#", "R1#"),
                Arguments.of("a device control string", "\u001bPdata\u001b\\R1#", "R1#"),
                Arguments.of("character sets", "\u001b(B\u001b)0text", "text"),
                Arguments.of("two-byte sequences", "\u001b7\u001b=text\u001b8", "text"),
                Arguments.of("erase to the end of the line", "abcdef\u001b[3D\u001b[K", "abc"),
                Arguments.of("erase up to the cursor", "abcdef\u001b[3D\u001b[1K", "    ef"),
                Arguments.of("erase the whole line", "abc\u001b[2K\rx", "x"),
                Arguments.of("clear the screen", "junk\u001b[H\u001b[2JR1#", "R1#"),
                Arguments.of("the cursor moves left and right", "abc\u001b[2DX\u001b[CY", "aXcY"),
                Arguments.of("and to a column", "abcdef\u001b[2GX\u001b[1;4HY", "aXcYef"),
                Arguments.of("moving beyond the end leaves blanks", "ab\u001b[3Cc", "ab   c"),
                Arguments.of("deleted characters close up", "abcdef\r\u001b[2P", "cdef"),
                Arguments.of("more deleted than there are", "abc\r\u001b[9P", ""),
                Arguments.of("inserted ones make room", "abc\r\u001b[2@X", "X abc"),
                Arguments.of("erased ones are blank", "abcdef\r\u001b[2X", "  cdef"),
                Arguments.of("an escape inside a sequence begins anew", "\u001b[12\u001b[1mtext", "text"),
                Arguments.of("a huge parameter is not believed", "a\u001b[999999999999Cb\r\u001b[K", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void showsWhatAScreenShows(String name, String bytes, String shown) {
        assertEquals(List.of(), feed(bytes));
        assertEquals(shown, line.text());
        assertEquals(List.of(shown), feed("\n"));
        assertEquals("", line.text());
    }

    @Test
    void aSequenceThatNeverEndsSwallowsNoFurtherLine() {
        assertEquals(List.of("a", "b"), feed("a\u001b[12\nb\n"));
        assertEquals(List.of("c", "d"), feed("c\u001b]0;title\nd\n"));
    }

    @Test
    void utf8IsReadAsSuchAndAllElseAsLatin1() {
        assertEquals(List.of("Zürich €"), feed("Zürich €\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("Zürich"), feed("Zürich\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(List.of("café"), feed("café\n".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void ofACharacterThatHasOnlyComeInPartNothingIsShown() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        feed((byte) '5', euro[0]);
        assertEquals("5", line.text());
        feed(euro[1]);
        assertEquals("5", line.text());
        feed(euro[2]);
        assertEquals("5€", line.text());
    }

    @Test
    void theNextLineOfAPaintedScreenEndsTheLine() {
        assertEquals(
                List.of("show version"),
                feed("show version\u001b[24;1H\u001bE\u001b[24;9H\u001b[2K\u001b[24;1HSW-1# "));
        assertEquals("SW-1#", line.text());
    }

    @Test
    void theEndOfALongLineBeginsWithAWholeCharacter() {
        feed("€€€€".getBytes(StandardCharsets.UTF_8));
        assertEquals("€€", line.end(8));
        assertEquals("€€€€", line.end(100));
    }

    @Test
    void aLineOfAMegabyteStaysOneLine() {
        String text = "x".repeat(1 << 20);
        assertEquals(List.of(text), feed(text + "\n"));
    }

    @Test
    void aLineThatNeverEndsIsCut() {
        byte[] many = new byte[TerminalLine.MOST + 5];
        java.util.Arrays.fill(many, (byte) 'x');
        List<String> lines = feed(many);
        assertEquals(1, lines.size());
        assertEquals(TerminalLine.MOST, lines.getFirst().length());
        assertEquals("xxxxx", line.text());
    }
}
