package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.transport.Transport.Read;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay says what was recorded, and no time passes. */
@Timeout(10)
class ReplayTransportTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ByteQueue bytes = new ByteQueue();

    private static ReplayTransport replay(String... lines) {
        return new ReplayTransport(Recording.parse(String.join("\n", lines)));
    }

    private Read read(ReplayTransport replay, Duration limit) {
        return replay.read(bytes, Deadline.in(limit));
    }

    private String text() {
        var text = new StringBuilder();
        for (int b = bytes.next(); b >= 0; b = bytes.next()) {
            text.append((char) b);
        }
        return text.toString();
    }

    private static void type(ReplayTransport replay, String text) throws DeviceException {
        replay.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theDeviceSpeaksAsFarAsTheUserHasTyped() throws Exception {
        ReplayTransport replay = replay("< R1#\\", "> show clock", "< noon");
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("R1#", text());
        assertEquals(Read.DEADLINE, read(replay, HOUR), "it waits for the user, and nobody waits for it");
        type(replay, "show clock\n");
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("noon\r\n", text());
        assertEquals(Read.END, read(replay, HOUR));
        assertFalse(replay.alive());
    }

    @Test
    void typingAheadIsAllowed() throws Exception {
        ReplayTransport replay = replay("< R1#\\", "> end", "< R1#\\", "> exit");
        type(replay, "end\n");
        assertEquals(List.of("exit\n"), replay.untyped());
        type(replay, "exit\n");
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("R1#R1#", text());
    }

    @Test
    void aSilenceLastsAsManyWaitsAsItIsLong() {
        ReplayTransport replay = replay("~ 1000ms", "< late");
        assertEquals(Read.DEADLINE, read(replay, Duration.ofMillis(600)));
        assertEquals(Read.BYTES, read(replay, Duration.ofMillis(600)));
    }

    @Test
    void bytesComeInThePiecesThatAreWanted() {
        var replay = new ReplayTransport(Recording.parse("< abcdefg\\"), delivered -> delivered == 0 ? 1 : 4);
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("a", text());
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("bcde", text());
        assertEquals(Read.BYTES, read(replay, HOUR));
        assertEquals("fg", text());
    }

    @Test
    void whatWasNotTypedThenHasNoAnswerAndIsNotShown() {
        ReplayTransport replay = replay("> cisco");
        DeviceException thrown = assertThrows(DeviceException.class, () -> type(replay, "s3cret\n"));
        assertEquals(FailureKind.DISCONNECTED, thrown.failure().kind());
        assertEquals(
                "the recording has no answer to what was typed: it goes on with `cisco`",
                thrown.failure().message());
    }

    @Test
    void nothingCanBeTypedBehindTheEnd() {
        ReplayTransport replay = replay("< bye");
        DeviceException thrown = assertThrows(DeviceException.class, () -> type(replay, "more\n"));
        assertTrue(thrown.failure().message().endsWith("it ends there"));
    }

    @Test
    void anAbortEndsIt() {
        ReplayTransport replay = replay("< R1#\\");
        replay.abort();
        assertEquals(Read.END, read(replay, HOUR));
    }
}
