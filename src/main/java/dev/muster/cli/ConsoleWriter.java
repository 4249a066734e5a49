package dev.muster.cli;

import java.io.IOException;
import java.io.Writer;

/** The console as a writer, for the library that prints help. */
final class ConsoleWriter extends Writer {
    private final Console console;
    private final boolean out;
    private final StringBuilder pending = new StringBuilder();

    ConsoleWriter(Console console, boolean out) {
        this.console = console;
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        pending.append(text, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        String text = pending.toString();
        pending.setLength(0);
        if (out) {
            console.out(text);
        } else {
            console.say(text.stripTrailing());
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
