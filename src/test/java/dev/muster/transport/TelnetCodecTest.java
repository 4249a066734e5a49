package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelnetCodecTest {
    private final TelnetCodec codec = new TelnetCodec(511, 1000, "vt100");
    private final ByteQueue text = new ByteQueue();

    /** Bytes from numbers and, in quotes, ISO-8859-1 text. */
    private static byte[] bytes(String written) {
        var out = new ByteArrayOutputStream();
        for (String word : written.split(" ", -1)) {
            if (word.startsWith("'")) {
                out.writeBytes(word.substring(1).replace('_', ' ').getBytes(StandardCharsets.ISO_8859_1));
            } else if (!word.isEmpty()) {
                out.write(Integer.parseInt(word));
            }
        }
        return out.toByteArray();
    }

    private static String numbers(byte[] bytes) {
        return java.util.stream.IntStream.range(0, bytes.length)
                .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
                .collect(Collectors.joining(" "));
    }

    private String answer(String received) {
        byte[] bytes = bytes(received);
        return numbers(codec.receive(bytes, bytes.length, text));
    }

    private static String taken(ByteQueue queue) {
        var out = new ByteArrayOutputStream();
        for (int b = queue.next(); b >= 0; b = queue.next()) {
            out.write(b);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private String sent(String typed) {
        return numbers(codec.send(typed.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({
        "will binary, 255 251 0, 255 253 0",
        "will echo, 255 251 1, 255 253 1",
        "will suppress go-ahead, 255 251 3, 255 253 3",
        "will status, 255 251 5, 255 254 5",
        "will authenticate, 255 251 37, 255 254 37",
        "will encrypt, 255 251 38, 255 254 38",
        "will terminal type, 255 251 24, 255 254 24",
        "do binary, 255 253 0, 255 251 0",
        "do echo, 255 253 1, 255 252 1",
        "do suppress go-ahead, 255 253 3, 255 251 3",
        "do timing mark, 255 253 6, 255 252 6",
        "do terminal type, 255 253 24, 255 251 24",
        "do window size, 255 253 31, 255 251 31 255 250 31 1 255 255 3 232 255 240",
        "do line mode, 255 253 34, 255 252 34",
        "do environment, 255 253 39, 255 252 39",
        "do the last option there is, 255 253 255, 255 252 255",
        "wont echo, 255 252 1, ",
        "dont window size, 255 254 31, ",
        "what was never agreed on, 255 250 24 1 255 240, ",
    })
    void everyOptionIsAgreedToOrRefused(
            String what, String received, @org.jspecify.annotations.Nullable String answer) {
        assertEquals(answer == null ? "" : answer, answer(received), what);
        assertEquals("", taken(text));
    }

    @Test
    void theTerminalIsNamedWhenAskedAfterItWasAgreed() {
        answer("255 253 24");
        assertEquals("255 250 24 0 118 116 49 48 48 255 240", answer("255 250 24 1 255 240"));
        assertEquals("", answer("255 250 24 0 'xterm 255 240"), "only the server asks");
        assertEquals("", answer("255 250 24 255 240"));
    }

    @Test
    void anAgreementIsNotAnsweredAgain() {
        assertEquals("255 253 1", answer("255 251 1"));
        assertEquals("", answer("255 251 1"));
        assertEquals("255 254 1", answer("255 252 1"));
        assertEquals("", answer("255 252 1"));
        assertEquals("255 253 1", answer("255 251 1"));
        assertEquals("255 251 3", answer("255 253 3"));
        assertEquals("", answer("255 253 3"));
        assertEquals("255 252 3", answer("255 254 3"));
    }

    @Test
    void aServerThatNegotiatesWithoutEndGetsNoAnswersInTheEnd() {
        int answers = 0;
        for (int i = 0; i < 2000; i++) {
            answers += answer("255 251 1 255 252 1 255 251 99").isEmpty() ? 0 : 1;
        }
        assertEquals(167, answers, "3 answers at a time, 500 in all");
    }

    @Test
    void textIsWhatRemains() {
        assertEquals("", answer("'a 255 241 'b 255 242 'c 255 249 'd 255 246 'e 255 239 'f"));
        assertEquals("abcdef", taken(text));
        answer("'x 255 255 'y");
        assertEquals("x\u00ffy", taken(text));
        answer("'1 13 0 '2 13 10 '3 0 '4");
        assertEquals("1\r2\r\n3\0" + "4", taken(text));
        answer("13 255 241 0 'z");
        assertEquals("\rz", taken(text), "a command between CR and NUL");
    }

    @Test
    void inBinaryANulIsData() {
        answer("255 251 0");
        answer("'1 13 0 '2");
        assertEquals("1\r\0" + "2", taken(text));
    }

    @Test
    void aSubnegotiationThatIsNeverEndedSwallowsNothingBehindTheNextCommand() {
        assertEquals("255 253 1", answer("255 250 24 1 255 251 1 'text"));
        assertEquals("text", taken(text));
    }

    @Test
    void aSubnegotiationWithoutEndCostsNoMemoryAndShowsNoText() {
        answer("255 253 24");
        answer("255 250 24 1");
        for (int i = 0; i < 1000; i++) {
            assertEquals("", answer("'parameter"));
        }
        assertEquals("", answer("255 240 'text"));
        assertEquals("text", taken(text));
    }

    @Test
    void enterIsTheEndOfALineUntilKeysGoOneByOne() {
        assertEquals("97 13 10", sent("a\n"));
        answer("255 251 3");
        assertEquals("97 13 0", sent("a\n"));
        assertEquals("13 0 13 0", sent("\r\r\n"));
    }

    @Test
    void enterIsCrNulForAServerThatEchoes() {
        answer("255 251 1");
        assertEquals("13 0", sent("\n"));
        assertEquals("13 0", sent("\r\n"));
    }

    @Test
    void enterIsCrInBinary() {
        answer("255 251 1 255 253 0");
        assertEquals("97 13 98 13", sent("a\nb\r\n"));
    }

    @Test
    void a255IsDoubledOnItsWayOut() {
        assertEquals("97 255 255 98", sent("a\u00ffb"));
    }

    private static final String STREAM =
            "255 251 1 255 251 3 255 253 24 255 253 31 'Hello_ 255 255 13 0 255 250 24 1 255"
                    + " 240 13 10 255 253 39 255 242 'x 255 250 24 'a 255 255 'b 255 240 255 251 0 'y 13 0 255 252 1 'User: ";

    @Test
    void whereAStreamIsCutDoesNotMatter() {
        byte[] all = bytes(STREAM);
        String answers = answer(STREAM);
        String shown = taken(text);
        assertEquals("Hello \u00ff\r\r\nxy\r\0User:", shown);
        for (int cut = 1; cut < all.length; cut++) {
            assertSame(answers, shown, all, cut, Integer.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void howSmallThePiecesOfAStreamAreDoesNotMatter(int size) {
        byte[] all = bytes(STREAM);
        String answers = answer(STREAM);
        assertSame(answers, taken(text), all, size, size);
    }

    private static void assertSame(String answers, String shown, byte[] all, int first, int later) {
        var fresh = new TelnetCodec(511, 1000, "vt100");
        var seen = new ByteQueue();
        var answered = new ByteArrayOutputStream();
        for (int from = 0, to = first;
                from < all.length;
                from = to, to = (int) Math.min(all.length, to + (long) later)) {
            byte[] piece = Arrays.copyOfRange(all, from, to);
            answered.writeBytes(fresh.receive(piece, piece.length, seen));
        }
        assertEquals(answers, numbers(answered.toByteArray()), () -> "cut at " + first);
        assertEquals(shown, taken(seen), () -> "cut at " + first);
        assertArrayEquals(new byte[] {13, 0}, fresh.send(new byte[] {'\n'}));
    }
}
