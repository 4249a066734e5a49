package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String ERASE = "\r\u001b[K";

    private static Console.Style style(Map<String, String> environment) {
        return Console.Style.of(environment, false, false);
    }

    @Test
    void theLiveLineIsErasedAndDrawnAgainAroundWhatIsPrinted() throws IOException {
        var screen = new Screen(Screen.TERMINAL);
        screen.console().live("1/2");
        screen.console().say("failed R1");
        screen.console().out("output\n");
        screen.console().live("");
        assertEquals("1/2" + ERASE + "failed R1\n1/2" + ERASE + "1/2" + ERASE, screen.err());
        assertEquals("output\n", screen.out());
    }

    @Test
    void theLiveLineNeverReachesTheLastColumn() {
        var screen = new Screen(new Console.Style(true, 30, false, false, false));
        screen.console().live("x".repeat(100));
        assertEquals("x".repeat(29), screen.err());
    }

    @Test
    void aLiveLineThatIsTheSameIsNotDrawnAgain() {
        var screen = new Screen(Screen.TERMINAL);
        screen.console().live("1/2");
        screen.console().live("1/2");
        assertEquals("1/2", screen.err());
    }

    @Test
    void theEnvironmentDecidesOnTerminalAndColour() {
        assertTrue(style(Map.of("MUSTER_TTY", "1")).colour());
        assertTrue(style(Map.of("MUSTER_TTY", "1", "NO_COLOR", "")).colour());
        assertFalse(style(Map.of("MUSTER_TTY", "1", "NO_COLOR", "1")).colour());
        assertTrue(style(Map.of("MUSTER_TTY", "1", "NO_COLOR", "1")).terminal());
        assertFalse(style(Map.of("MUSTER_TTY", "1", "TERM", "dumb")).terminal());
        assertFalse(style(Map.of("MUSTER_TTY", "0")).colour());
        assertEquals(132, style(Map.of("MUSTER_TTY", "1", "COLUMNS", "132")).width());
        assertEquals(80, style(Map.of("COLUMNS", "wide")).width());
    }

    @Test
    void aClosedStandardOutputIsTold() {
        var closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        var console = new Console(closed, closed, Screen.PLAIN);
        assertThrows(IOException.class, () -> console.out("x"));
    }
}
