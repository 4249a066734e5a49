package dev.muster.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Standard output and standard error. A live line at the end of standard error stays whole whatever is printed; any
 * thread may print. What comes from outside goes through {@link Visible} first.
 */
final class Console {
    /** The width where nothing says how wide the terminal is. */
    static final int DEFAULT_WIDTH = 80;

    /**
     * How to print.
     *
     * @param terminal whether standard error is a terminal that understands escape sequences
     * @param width columns of the terminal, at least 20
     * @param colour whether standard error may be coloured
     * @param quiet only failures and errors on standard error
     * @param verbose every device on standard error
     */
    record Style(boolean terminal, int width, boolean colour, boolean quiet, boolean verbose) {
        Style {
            width = Math.max(20, width);
        }

        /** As the environment has it; {@code ./muster} tells in MUSTER_TTY whether standard error is a terminal. */
        static Style of(Map<String, String> environment, boolean quiet, boolean verbose) {
            boolean terminal = isTerminal(environment)
                    && !environment.getOrDefault("TERM", "").equals("dumb");
            boolean colour =
                    terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
            return new Style(terminal, width(environment), colour, quiet, verbose);
        }

        private static boolean isTerminal(Map<String, String> environment) {
            String told = environment.get("MUSTER_TTY");
            if (told != null) {
                return told.equals("1");
            }
            try {
                return Files.readSymbolicLink(Path.of("/proc/self/fd/2"))
                        .toString()
                        .matches("/dev/(pts/\\d+|tty.*|console)");
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }

        private static int width(Map<String, String> environment) {
            String columns = environment.getOrDefault("COLUMNS", "");
            return columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
        }
    }

    /** Colours for words on standard error. */
    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        FAINT(2);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private static final String ERASE = "\r\u001b[K";
    /** A window made narrower cuts the live line instead of breaking it into lines that nobody erases. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final PrintStream err;
    private final Style style;
    private final ReentrantLock lock = new ReentrantLock();
    private String live = "";

    Console(PrintStream out, PrintStream err, Style style) {
        this.out = out;
        this.err = err;
        this.style = style;
    }

    /** The console of this process, in UTF-8. */
    static Console system(Style style) {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), style);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), false, StandardCharsets.UTF_8);
    }

    Style style() {
        return style;
    }

    /**
     * Prints what was asked for on standard output, as it is.
     *
     * @throws IOException when standard output takes no more
     */
    void out(String text) throws IOException {
        lock.lock();
        try {
            hideLive();
            out.print(text);
            if (out.checkError()) {
                throw new IOException("standard output: closed or full");
            }
            showLive();
        } finally {
            lock.unlock();
        }
    }

    /** Standard output for bytes, all of them with whoever reads it when a write returns; closing it changes nothing. */
    OutputStream bytes() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
                if (out.checkError()) {
                    throw new IOException("standard output: closed or full");
                }
            }
        };
    }

    /** Whether standard output takes no more. */
    boolean isClosed() {
        return out.checkError();
    }

    /** Prints a line, or several, on standard error. */
    void say(String line) {
        lock.lock();
        try {
            hideLive();
            err.println(line);
            showLive();
            err.flush();
        } finally {
            lock.unlock();
        }
    }

    /** Replaces the live line, cut to the terminal's width; an empty one removes it. */
    void live(String line) {
        lock.lock();
        try {
            String cut = cut(line, style.width - 1);
            if (cut.equals(live)) {
                return;
            }
            hideLive();
            live = cut;
            showLive();
            err.flush();
        } finally {
            lock.unlock();
        }
    }

    private void hideLive() {
        if (!live.isEmpty()) {
            err.print(ERASE);
            err.flush();
        }
    }

    private void showLive() {
        if (!live.isEmpty()) {
            err.print(NO_WRAP + live + WRAP);
            err.flush();
        }
    }

    /** The text in a colour, where colours are shown. */
    String coloured(Colour colour, String text) {
        return style.colour ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    private static String cut(String line, int most) {
        return line.length() <= most ? line : line.substring(0, most);
    }
}
