package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void aDeviceCannotDriveTheTerminal() {
        assertEquals(
                "a\\x1b[2J\\x1b]0;x\\x07\\x9b31m\\x00\\x7f",
                Visible.line("a\u001b[2J\u001b]0;x\u0007\u009b31m\0\u007f"));
        assertEquals("a\\u202eb\\u2066\\ufeff\\u2028\\ud800", Visible.line("a\u202eb\u2066\ufeff\u2028\ud800"));
    }

    @Test
    void aLineStaysALine() {
        assertEquals("a\\nb\\rc\\td", Visible.line("a\nb\rc\td"));
    }

    @Test
    void manyLinesStayLines() {
        assertEquals("a\nb\tc\\rd", Visible.lines("a\r\nb\tc\rd"));
    }

    @Test
    void lettersOfAllKindsStay() {
        assertEquals("Zürich 日本 😀 \u00a0é", Visible.line("Zürich 日本 😀 \u00a0é"));
    }
}
