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
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

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
        String live = NO_WRAP + "1/2" + WRAP;
        assertEquals(live + ERASE + "failed R1\n" + live + ERASE + live + ERASE, screen.err());
        assertEquals("output\n", screen.out());
    }

    @Test
    void theLiveLineNeverReachesTheLastColumn() {
        var screen = new Screen(new Console.Style(true, 30, false, false, false));
        screen.console().live("x".repeat(100));
        assertEquals(NO_WRAP + "x".repeat(29) + WRAP, screen.err(), "nor breaks when the window gets narrower");
    }

    @Test
    void aLiveLineThatIsTheSameIsNotDrawnAgain() {
        var screen = new Screen(Screen.TERMINAL);
        screen.console().live("1/2");
        screen.console().live("1/2");
        assertEquals(NO_WRAP + "1/2" + WRAP, screen.err());
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
