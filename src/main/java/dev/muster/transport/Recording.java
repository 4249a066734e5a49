package dev.muster.transport;

import dev.muster.result.ByteText;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a device and its user said to each other, in order. As text, a line for each: {@code <} what came from the device,
 * {@code >} what was typed, {@code ~} a silence such as {@code ~ 200ms}, {@code #} a comment; a {@code \} at the end of a
 * line means that no line end follows. Escapes: {@code \r \n \t \b \a \e \0 \\ \xHH}. {@code ! KIND STAGE MESSAGE} stands
 * for a session that was never opened; {@code ********} where something was typed, for anything.
 */
public record Recording(List<Event> events) {

    /** One thing that was said; a text has a character for every byte. */
    public sealed interface Event {
        /** The device said this. */
        record Received(String bytes) implements Event {}

        /** The user typed this. */
        record Typed(String bytes) implements Event {}

        /** Nobody said anything for so long. */
        record Silence(Duration length) implements Event {}

        /** The session was never opened; always the only event. */
        record NotOpened(FailureKind kind, Stage stage, String message) implements Event {}
    }

    /** How a silence is recorded that lasted until somebody gave up. */
    static final Duration FOR_EVER = Duration.ofDays(1);

    public Recording {
        events = List.copyOf(events);
    }

    /**
     * Reads a recording.
     *
     * @throws IllegalArgumentException with the number of a line that is none
     */
    public static Recording parse(String text) {
        var events = new ArrayList<Event>();
        var received = new StringBuilder();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                if (line.startsWith("<")) {
                    received.append(bytes(line, "\r\n"));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    flush(received, events);
                    events.add(other(line));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        flush(received, events);
        return new Recording(events);
    }

    private static void flush(StringBuilder received, List<Event> events) {
        if (!received.isEmpty()) {
            events.add(new Event.Received(received.toString()));
            received.setLength(0);
        }
    }

    private static Event other(String line) {
        return switch (line.charAt(0)) {
            case '>' -> new Event.Typed(bytes(line, "\n"));
            case '~' -> new Event.Silence(silence(line.substring(1).strip()));
            case '!' -> notOpened(line.substring(1).strip().split(" ", 3));
            default -> throw new IllegalArgumentException("begins with none of < > ~ ! #: " + line);
        };
    }

    private static Event notOpened(String[] words) {
        if (words.length < 3) {
            throw new IllegalArgumentException("`!` needs a failure kind, a stage and a message");
        }
        return new Event.NotOpened(
                FailureKind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Stage.valueOf(words[1].toUpperCase(Locale.ROOT)),
                unescaped(words[2], StandardCharsets.UTF_8));
    }

    /** A thing that was said, as lines of a recording. */
    static String line(Event event) {
        return switch (event) {
            case Event.Received received -> lines('<', received.bytes(), "\r\n");
            case Event.Typed typed -> lines('>', typed.bytes(), "\n");
            case Event.Silence silence -> "~ " + silence.length().toMillis() + "ms\n";
            case Event.NotOpened not ->
                "! " + not.kind().label() + " " + not.stage().label() + " "
                        + ByteText.escaped(
                                new String(not.message().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                        + "\n";
        };
    }

    private static String lines(char mark, String bytes, String end) {
        var lines = new StringBuilder();
        for (int begin = 0; begin < bytes.length(); ) {
            int feed = mark == '<' ? bytes.indexOf('\n', begin) : bytes.length() - 1;
            int next = feed < 0 ? bytes.length() : feed + 1;
            String line = bytes.substring(begin, next);
            boolean whole = line.endsWith(end);
            String text = ByteText.escaped(whole ? line.substring(0, line.length() - end.length()) : line);
            // an escaped backslash at the end would be taken for a line that is not open
            String last = text.endsWith("\\\\") ? text.substring(0, text.length() - 2) + "\\x5c" : text;
            lines.append(mark).append(' ').append(last).append(whole ? "\n" : "\\\n");
            begin = next;
        }
        return lines.toString();
    }

    private static Duration silence(String text) {
        if (!text.matches("\\d{1,9}ms")) {
            throw new IllegalArgumentException("a silence is written as 200ms, not as " + text);
        }
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }

    private static String bytes(String line, String end) {
        String text = line.substring(line.startsWith(" ", 1) ? 2 : 1);
        boolean open = text.endsWith("\\") && !text.endsWith("\\\\");
        return unescaped(open ? text.substring(0, text.length() - 1) : text) + (open ? "" : end);
    }

    private static String unescaped(String text) {
        return unescaped(text, StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String text, Charset charset) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '\\') {
                bytes.write(escape(text, i + 1));
                i += text.charAt(i + 1) == 'x' ? 4 : 2;
            } else {
                String character = Character.toString(text.codePointAt(i));
                bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
                i += character.length();
            }
        }
        return bytes.toString(charset);
    }

    private static int escape(String text, int at) {
        return switch (text.charAt(at)) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 0x07;
            case 'e' -> 0x1b;
            case '0' -> 0;
            case '\\' -> '\\';
            case 'x' -> Integer.parseInt(text.substring(at + 1, at + 3), 16);
            default -> throw new IllegalArgumentException("unknown escape \\" + text.charAt(at));
        };
    }
}
