package dev.muster.lab;

import dev.muster.lab.Simulation.Manner;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A line-oriented terminal on a wire: echo, editing of the typed line, line ends as a device sends them. What waits to
 * leave is kept as one character for each byte, so that the echo is what was typed, whatever its charset.
 */
final class Terminal {
    private static final int CTRL_U = 0x15;
    private static final int CTRL_W = 0x17;
    private static final int CTRL_Z = 0x1a;
    private static final int MOST_BUFFERED = 16 << 10;
    private static final int LONGEST_LINE = 64 << 10;

    private final Wire wire;
    private final Manner manner;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private String prompt = "";
    private boolean afterReturn;

    Terminal(Wire wire, Manner manner) {
        this.wire = wire;
        this.manner = manner;
    }

    /** How the user ended a line. */
    enum End {
        ENTER,
        CTRL_C,
        CTRL_Z
    }

    /** What was typed before the line ended. */
    record Typed(String text, End end) {}

    /** Shows text as it is; it leaves at once when the terminal next waits. */
    void show(String text) throws HungUp {
        out.append(bytes(text));
        if (out.length() >= MOST_BUFFERED) {
            flush();
        }
    }

    private String bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return new String(text.getBytes(manner.charset()), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    /** Shows text whose line feeds are line ends. */
    void say(String text) throws HungUp {
        show(text.replace("\n", manner.lineEnd()));
    }

    /** Shows a prompt; what is typed behind it may be painted again with it. */
    void prompt(String text) throws HungUp {
        prompt = bytes(text).replace("\n", manner.lineEnd());
        out.append(prompt);
    }

    /** Shows a line, with a line end. */
    void showLine(String text) throws HungUp {
        show(text + manner.lineEnd());
    }

    /** Shows lines of text, each with a line end. */
    void showLines(String text) throws HungUp {
        for (String part : text.lines().toList()) {
            showLine(part);
        }
    }

    void flush() throws HungUp {
        String text = out.toString();
        out.setLength(0);
        wire.write(text);
    }

    /** Shows what is due, then does nothing for a while. */
    void pause(Duration duration) throws HungUp {
        if (!duration.isZero()) {
            flush();
            wire.pause(duration);
        }
    }

    /** The next key; a line feed after a carriage return is part of it. */
    int key() throws HungUp {
        for (; ; ) {
            if (!wire.ready()) {
                flush();
            }
            int key = wire.read();
            boolean second = afterReturn && (key == '\n' || key == 0);
            afterReturn = key == '\r';
            if (!second) {
                return key;
            }
        }
    }

    /** Reads a line, with editing; without echo not even its length shows. */
    Typed readLine(boolean echo) throws HungUp {
        line.setLength(0);
        for (; ; ) {
            int key = key();
            switch (key) {
                case '\n' -> {
                    if (!manner.onlyReturn()) {
                        return ended(End.ENTER, "");
                    }
                }
                case '\r' -> {
                    return ended(End.ENTER, manner.repaints() && echo ? "\r" + prompt + line : "");
                }
                case Wire.CTRL_C -> {
                    return ended(End.CTRL_C, "");
                }
                case CTRL_Z -> {
                    return ended(End.CTRL_Z, echo ? "^Z" : "");
                }
                case 0x7f, '\b' -> erase(1, echo);
                case CTRL_U -> erase(line.length(), echo);
                case CTRL_W -> erase(line.length() - lastWord(), echo);
                default -> type(key, echo);
            }
        }
    }

    private Typed ended(End end, String mark) throws HungUp {
        out.append(mark).append(manner.lineEnd());
        prompt = "";
        return new Typed(decoded(line.toString()), end);
    }

    /** What was typed as text: UTF-8 where it is that, else the device's charset. */
    private String decoded(String typed) {
        byte[] bytes = typed.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return typed;
        }
    }

    private void type(int key, boolean echo) {
        if (key >= ' ' && line.length() < LONGEST_LINE) {
            line.append((char) key);
            if (echo) {
                out.append((char) key);
            }
        }
    }

    private int lastWord() {
        int end = line.toString().stripTrailing().length();
        return line.lastIndexOf(" ", end - 1) + 1;
    }

    private void erase(int count, boolean echo) throws HungUp {
        int erased = Math.min(count, line.length());
        line.setLength(line.length() - erased);
        if (echo) {
            show("\b \b".repeat(erased));
        }
    }

    /** What the client says of its terminal. */
    Wire.Window window() {
        return wire.window();
    }

    /** Whether the user asked to stop what is being shown. */
    boolean interrupted() {
        return wire.interrupted();
    }

    /** Shows a line a byte at a time. */
    void drip(String text, Duration pause) throws HungUp {
        String dripped = bytes(text) + manner.lineEnd();
        for (int i = 0; i < dripped.length(); i++) {
            pause(pause);
            out.append(dripped.charAt(i));
            flush();
        }
    }

    /** Says nothing until the connection ends. */
    void hang() throws HungUp {
        wire.hang();
    }

    /** Ends the connection in good order. */
    void end(int status) throws HungUp {
        flush();
        wire.end(status);
    }

    /** Whether the client has typed all it wanted, and waits for the rest. */
    boolean isComplete() {
        return wire.isComplete();
    }

    /** Breaks the connection without waiting for anything. */
    void abort() {
        wire.abort();
    }

    /** Breaks the connection after what was shown. */
    void cut() throws HungUp {
        flush();
        throw wire.cut();
    }
}
