package dev.muster.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.transport.ByteQueue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6242, sections 4.2 and 4.3; {@code -Dmuster.soak=1000000} for the long fuzzing. */
class FramingTest {
    private static final int CASES = Integer.getInteger("muster.soak", 20_000);
    private static final List<String> TRICKY =
            List.of("]", "]]", "]]>", "]]>]", "]]>]]", "]]]>]]", "]]>]]]>]", "a", "é😀", "#", "\n##\n", "\n", "");

    /** All messages, when the bytes come in pieces of this size. */
    private static List<String> messages(Unframer framing, byte[] bytes, int piece, int room) throws Broken {
        var messages = new ArrayList<String>();
        var message = new ByteArrayOutputStream();
        var queue = new ByteQueue();
        var to = new byte[room];
        for (int at = 0; at < bytes.length; at += piece) {
            queue.add(bytes, at, Math.min(piece, bytes.length - at));
            for (int taken = framing.take(queue, to, 0, room); taken != 0; taken = framing.take(queue, to, 0, room)) {
                if (taken == Unframer.END) {
                    messages.add(message.toString(StandardCharsets.UTF_8));
                    message.reset();
                } else {
                    message.write(to, 0, taken);
                }
            }
        }
        if (message.size() > 0) {
            messages.add("unfinished: " + message.toString(StandardCharsets.UTF_8));
        }
        return messages;
    }

    private static String chunked(String message, Random random) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        var framed = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int length = 1 + random.nextInt(Math.min(9, bytes.length - at));
            framed.append("\n#").append(length).append('\n');
            framed.append(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
            at += length;
        }
        return framed.append("\n##\n").toString();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void chunksCutAtEveryByteGiveTheSameMessages() throws Broken {
        List<String> messages = List.of("<a>é</a>", "<b>\n##\n</b>", "<c>#1\n</c>");
        var framed = new StringBuilder();
        messages.forEach(message -> framed.append(chunked(message, new Random(1))));
        byte[] bytes = latin(framed.toString());
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertEquals(messages, messages(new Chunks(), bytes, piece, Unframer.LEAST_ROOM), "pieces of " + piece);
        }
    }

    @Test
    void theEndMarkerIsFoundHoweverItIsCutAndOnlyThere() throws Broken {
        List<String> messages = List.of("<a>]]]></a>", "]]>]]", "]]>]", "<c>]] >]]></c>]", "plain");
        byte[] bytes = String.join("]]>]]>", messages).concat("]]>]]>").getBytes(StandardCharsets.UTF_8);
        List<String> meant = List.of((String.join("]]>]]>", messages) + "]]>]]>").split("\\Q]]>]]>\\E"));
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertEquals(meant, messages(new EndMarker(), bytes, piece, Unframer.LEAST_ROOM), "pieces of " + piece);
        }
    }

    @Test
    void bytesCutAnywhereInTwoGiveTheSameMessage() throws Broken {
        byte[] bytes = latin("\n#4\n<a>\n\n#5\n]]>]]\n#4\n</a>\n##\n");
        for (int cut = 0; cut <= bytes.length; cut++) {
            var framing = new Chunks();
            var queue = new ByteQueue();
            var read = new ByteArrayOutputStream();
            var to = new byte[64];
            queue.add(bytes, 0, cut);
            take(framing, queue, to, read);
            queue.add(bytes, cut, bytes.length - cut);
            take(framing, queue, to, read);
            assertEquals("<a>\n]]>]]</a>|", read.toString(StandardCharsets.UTF_8), "cut at " + cut);
        }
    }

    private static void take(Unframer framing, ByteQueue queue, byte[] to, ByteArrayOutputStream read) throws Broken {
        for (int taken = framing.take(queue, to, 0, to.length);
                taken != 0;
                taken = framing.take(queue, to, 0, to.length)) {
            if (taken == Unframer.END) {
                read.write('|');
            } else {
                read.write(to, 0, taken);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#0N | bad chunk size: `0` after `#`",
                "#01N | bad chunk size: `0` after `#`",
                "#N | bad chunk size: byte 0x0a after `#`",
                "#-5N | bad chunk size: `-` after `#`",
                "#12xN | bad chunk size: `x` after `#12`",
                "#4294967296N | bad chunk size: `6` after `#429496729`",
                "#99999999999999999999N | bad chunk size",
                "#1NaX | `X` in place of a line feed",
                "#1NaN<rpc-reply> | `<` in place of `#`",
                "#1NaN##X | `X` in place of a line feed",
                "<rpc-reply> | `<` in place of `#`",
            })
    void aBadChunkIsNamed(String bytes, String message) {
        byte[] framed = latin("\n" + bytes.replace('N', '\n'));
        for (int piece : List.of(1, 7, framed.length)) {
            Broken broken =
                    assertThrows(Broken.class, () -> messages(new Chunks(), framed, piece, Unframer.LEAST_ROOM));
            assertTrue(String.valueOf(broken.getMessage()).contains(message), broken::getMessage);
            assertEquals(FailureKind.NETCONF_ERROR, broken.failure().kind());
        }
    }

    @Test
    void theLargestChunkIsTakenAsItsBytesCome() throws Broken {
        byte[] bytes = latin("\n#4294967295\nabc");
        assertEquals(List.of("unfinished: abc"), messages(new Chunks(), bytes, 1, Unframer.LEAST_ROOM));
    }

    @Test
    void lineFeedsTooManyBetweenMessagesDoNoHarm() throws Broken {
        byte[] bytes = latin("\n\r\n\n#1\na\n##\n\n\n#1\nb\n##\n");
        assertEquals(List.of("a", "b"), messages(new Chunks(), bytes, 3, Unframer.LEAST_ROOM));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfAnyContentSurviveAnyCutting(boolean chunks) throws Broken {
        var random = new Random(chunks ? 6242 : 4742);
        Supplier<Unframer> framing = chunks ? Chunks::new : EndMarker::new;
        for (int i = 0; i < CASES; i++) {
            String message = text(random);
            byte[] framed = latin(
                    chunks
                            ? chunked(message + "x", random)
                            : new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                                    + "x]]>]]>");
            List<String> read = messages(framing.get(), framed, 1 + random.nextInt(8), 16 + random.nextInt(16));
            String meant = message + "x";
            assertEquals(chunks ? meant : meant.split("\\Q]]>]]>\\E")[0], read.getFirst(), "case " + i);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(TRICKY.get(random.nextInt(TRICKY.size())));
        }
        return text.toString();
    }

    @Test
    void garbageIsNamedOrTakenButNeverHangsOrCrashes() {
        var random = new Random(1);
        int named = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = latin(chunked("<rpc-reply><data/></rpc-reply>", random));
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) "#\n0159]>x\u00ff".charAt(random.nextInt(10));
            }
            try {
                messages(new Chunks(), bytes, 1 + random.nextInt(12), Unframer.LEAST_ROOM);
            } catch (Broken e) {
                named++;
                assertTrue(String.valueOf(e.getMessage()).contains("device"), e::getMessage);
            }
        }
        assertTrue(named > CASES / 4, "only " + named + " of " + CASES + " were noticed");
    }
}
