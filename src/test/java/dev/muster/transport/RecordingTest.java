package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.Recording.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording is read from text. */
class RecordingTest {

    @Test
    void linesSayWhoSaidWhat() {
        Recording recording = Recording.parse("# comment\n\n< Hello\n< R1#\\\n> show clock\n~ 250ms\n< noon\n");
        assertEquals(
                List.of(
                        new Event.Received("Hello\r\nR1#"),
                        new Event.Typed("show clock\n"),
                        new Event.Silence(Duration.ofMillis(250)),
                        new Event.Received("noon\r\n")),
                recording.events());
    }

    @Test
    void escapesAreBytes() {
        Recording recording = Recording.parse("< \\r\\n\\t\\b\\a\\e\\0\\\\\\xFF\\");
        assertEquals(List.of(new Event.Received("\r\n\t\b\u0007\u001b\0\\\u00ff")), recording.events());
    }

    @Test
    void otherCharactersAreTheirUtf8() {
        Recording recording = Recording.parse("< €🗼\\");
        String bytes = new String("€🗼".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(List.of(new Event.Received(bytes)), recording.events());
    }

    @Test
    void anEndOfLineIsOnlyLeftOutWhereASingleBackslashSaysSo() {
        assertEquals(
                List.of(new Event.Received("a\\\r\n"), new Event.Typed(" ")),
                Recording.parse("< a\\\\\n>  \\").events());
        assertEquals(List.of(new Event.Typed("\n")), Recording.parse(">").events());
    }

    @ParameterizedTest
    @CsvSource({
        "'< ok\nno mark', line 2: begins with none of",
        "'~ soon', line 1: a silence is written as 200ms",
        "'\n< \\q', line 2: unknown escape"
    })
    void aLineThatIsNoneIsNamed(String text, String message) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Recording.parse(text));
        assertEquals(message, thrown.getMessage().substring(0, message.length()));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        var random = new Random(20261122);
        String some = "abc \\\r\n\t\u001b\u00ff\u00c3\u00bc\0";
        for (int i = 0; i < 500; i++) {
            var bytes = new StringBuilder("\\");
            for (int j = random.nextInt(40); j > 0; j--) {
                bytes.append(some.charAt(random.nextInt(some.length())));
            }
            Event received = new Event.Received(bytes + (random.nextBoolean() ? "\\" : "\r\n"));
            Event typed = new Event.Typed(bytes.toString());
            String text = Recording.line(received) + Recording.line(typed) + "~ 5ms\n";
            assertEquals(
                    List.of(received, typed, new Event.Silence(Duration.ofMillis(5))),
                    Recording.parse(text).events(),
                    text);
        }
    }

    @Test
    void aSessionThatWasNeverOpenedIsRecordedToo() {
        var not = new Event.NotOpened(FailureKind.AUTHENTICATION, Stage.AUTHENTICATE, "refused ü\nand so on");
        assertEquals("! authentication authenticate refused ü\\nand so on\n", Recording.line(not));
        assertEquals(List.of(not), Recording.parse(Recording.line(not)).events());
    }
}
