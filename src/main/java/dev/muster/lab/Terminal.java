package dev.muster.lab;

import java.time.Duration;

/** A line-oriented terminal on a wire: echo, editing of the typed line, line ends as a device sends them. */
final class Terminal {
    private static final int CTRL_U = 0x15;
    private static final int CTRL_W = 0x17;
    private static final int CTRL_Z = 0x1a;
    private static final int MOST_BUFFERED = 16 << 10;
    private static final int LONGEST_LINE = 64 << 10;

    private final Wire wire;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    Terminal(Wire wire) {
        this.wire = wire;
    }

    /** How the user ended a line. */
    enum End {
        ENTER,
        CTRL_C,
        CTRL_Z
    }

    /** What was typed before the line ended. */
    record Typed(String text, End end) {}

    /** Shows text; it leaves at once when the terminal next waits. */
    void show(String text) throws HungUp {
        out.append(text);
        if (out.length() >= MOST_BUFFERED) {
            flush();
        }
    }

    /** Shows lines of text, each with a line end. */
    void showLines(String text) throws HungUp {
        for (String part : text.lines().toList()) {
            show(part + "\r\n");
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
                case '\r', '\n' -> {
                    return ended(End.ENTER, "");
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
        show(mark + "\r\n");
        return new Typed(line.toString(), end);
    }

    private void type(int key, boolean echo) throws HungUp {
        if (key >= ' ' && line.length() < LONGEST_LINE) {
            line.append((char) key);
            if (echo) {
                show(String.valueOf((char) key));
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

    /** Whether the user asked to stop what is being shown. */
    boolean interrupted() {
        return wire.interrupted();
    }

    /** Shows text a byte at a time. */
    void drip(String text, Duration pause) throws HungUp {
        for (int i = 0; i < text.length(); i++) {
            pause(pause);
            show(text.substring(i, i + 1));
            flush();
        }
    }

    /** Says nothing until the connection ends. */
    void hang() throws HungUp {
        wire.hang();
    }

    /** Ends the connection in good order. */
    void end() throws HungUp {
        flush();
        wire.end();
    }

    /** Breaks the connection after what was shown. */
    void cut() throws HungUp {
        flush();
        throw wire.cut();
    }
}
