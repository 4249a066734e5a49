package dev.muster.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose streams can be read. */
final class Screen {
    static final Console.Style PLAIN = new Console.Style(false, 80, false, false, false);
    static final Console.Style TERMINAL = new Console.Style(true, 80, false, false, false);
    static final Console.Style QUIET = new Console.Style(true, 80, false, true, false);
    static final Console.Style VERBOSE = new Console.Style(false, 80, false, false, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    Screen(Console.Style style) {
        console = new Console(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                style);
    }

    Console console() {
        return console;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was printed on standard error since the last call. */
    String err() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }
}
