package dev.muster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.scope.Deadline;
import dev.muster.transport.Recording;
import dev.muster.transport.ReplayTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes become lines and a tail. */
class LineReaderTest {

    private static LineReader reading(String recording) {
        return new LineReader(new ReplayTransport(Recording.parse(recording)));
    }

    private static List<String> lines(LineReader reader) throws InterruptedException {
        reader.fill(Deadline.in(Duration.ofSeconds(1)));
        var lines = new ArrayList<String>();
        for (String line = reader.nextLine(); line != null; line = reader.nextLine()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void wholeLinesAreGivenAndTheRestIsTheTail() throws Exception {
        LineReader reader = reading("< one\n< two\n< R1#\\");
        assertNull(reader.nextLine());
        assertEquals(List.of("one", "two"), lines(reader));
        assertEquals("R1#", reader.tail());
        assertEquals("R1#", reader.glance());
    }

    @Test
    void theTailGrowsAndBecomesALine() throws Exception {
        LineReader reader = reading("< R1\\\n~ 1ms\n< #\\\n~ 1ms\n< show");
        assertEquals(List.of(), lines(reader));
        assertEquals("R1", reader.tail());
        assertEquals(List.of(), lines(reader));
        assertEquals("R1#", reader.tail());
        assertEquals(List.of("R1#show"), lines(reader));
        assertEquals("", reader.tail());
    }

    @Test
    void aTailCanBeForgotten() throws Exception {
        LineReader reader = reading("<  --More-- \\\n~ 1ms\n< next");
        lines(reader);
        reader.clearTail();
        assertEquals("", reader.tail());
        assertEquals(List.of("next"), lines(reader));
    }

    @Test
    void theLastLinesAreRemembered() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("< line ").append(i).append('\n');
        }
        LineReader reader = reading(text + "< R1#\\");
        lines(reader);
        assertEquals("line 60", reader.recent().lines().findFirst().orElseThrow());
        assertEquals("line 99\nR1#", reader.recent().substring(reader.recent().length() - 11));
    }

    @Test
    void ofHugeLinesOnlyTheEndsAreRemembered() throws Exception {
        LineReader reader = reading("< " + "x".repeat(1 << 20) + "\n< " + "y".repeat(1 << 20) + "\\");
        lines(reader);
        assertEquals(1 << 20, reader.tail().length());
        assertEquals(4096, reader.glance().length());
        assertEquals(500 + 1 + 4096, reader.recent().length());
    }
}
