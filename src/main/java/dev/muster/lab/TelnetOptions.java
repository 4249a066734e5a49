package dev.muster.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The telnet protocol of one connection, byte by byte: commands are answered, what is left is data. */
final class TelnetOptions {
    static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int AYT = 246;
    private static final int IP = 244;
    private static final int SE = 240;
    private static final int BINARY = 0;
    private static final int ECHO = 1;
    private static final int SUPPRESS_GO_AHEAD = 3;
    private static final int TERMINAL_TYPE = 24;
    private static final int WINDOW_SIZE = 31;
    private static final int MOST_SUB = 256;

    /** What a device says first: it echoes, needs no go-ahead, and asks for terminal and window. */
    static final byte[] OPENING =
            bytes(IAC, WILL, ECHO, IAC, WILL, SUPPRESS_GO_AHEAD, IAC, DO, TERMINAL_TYPE, IAC, DO, WINDOW_SIZE);

    private final ByteArrayOutputStream sub = new ByteArrayOutputStream();
    private State state = State.DATA;
    private int verb;
    private volatile boolean binary;
    private boolean binaryIn;
    private String type = "dumb";
    private int columns = 80;

    private enum State {
        DATA,
        COMMAND,
        OPTION,
        SUB,
        SUB_COMMAND
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Whether the device sends eight bits as they are. */
    boolean binary() {
        return binary;
    }

    /** What the client has told of its terminal. */
    Wire.Window window() {
        return new Wire.Window(type, columns);
    }

    /** Takes a byte; the data byte that it is, or -1. Answers are added to {@code answers}. */
    int take(int value, ByteArrayOutputStream answers) {
        switch (state) {
            case DATA -> {
                if (value == IAC) {
                    state = State.COMMAND;
                    return -1;
                }
                return value;
            }
            case COMMAND -> {
                return command(value, answers);
            }
            case OPTION -> {
                option(value, answers);
                state = State.DATA;
            }
            case SUB -> {
                if (value == IAC) {
                    state = State.SUB_COMMAND;
                } else {
                    remember(value);
                }
            }
            case SUB_COMMAND -> subCommand(value);
        }
        return -1;
    }

    private int command(int value, ByteArrayOutputStream answers) {
        state = State.DATA;
        switch (value) {
            case IAC -> {
                return IAC;
            }
            case WILL, WONT, DO, DONT -> {
                verb = value;
                state = State.OPTION;
            }
            case SB -> {
                sub.reset();
                state = State.SUB;
            }
            case AYT -> answers.writeBytes("\r\n[Yes]\r\n".getBytes(StandardCharsets.US_ASCII));
            case IP -> {
                return Wire.CTRL_C;
            }
            default -> {
                // Go-ahead, no-operation and the like say nothing to a device.
            }
        }
        return -1;
    }

    /** What the device said itself needs no answer, and what is agreed already is not agreed again. */
    private void option(int option, ByteArrayOutputStream answers) {
        switch (verb) {
            case DO -> {
                if (option == BINARY && !binary) {
                    binary = true;
                    answers.writeBytes(bytes(IAC, WILL, BINARY));
                } else if (option != BINARY && option != ECHO && option != SUPPRESS_GO_AHEAD) {
                    answers.writeBytes(bytes(IAC, WONT, option));
                }
            }
            case WILL -> will(option, answers);
            case DONT -> {
                if (option == BINARY && binary) {
                    binary = false;
                    answers.writeBytes(bytes(IAC, WONT, BINARY));
                }
            }
            default -> {
                // WONT: the device does without.
            }
        }
    }

    private void will(int option, ByteArrayOutputStream answers) {
        switch (option) {
            case TERMINAL_TYPE -> answers.writeBytes(bytes(IAC, SB, TERMINAL_TYPE, 1, IAC, SE));
            case WINDOW_SIZE -> {
                // Its size comes by itself.
            }
            case BINARY -> {
                if (!binaryIn) {
                    binaryIn = true;
                    answers.writeBytes(bytes(IAC, DO, BINARY));
                }
            }
            case SUPPRESS_GO_AHEAD -> answers.writeBytes(bytes(IAC, DO, option));
            default -> answers.writeBytes(bytes(IAC, DONT, option));
        }
    }

    private void remember(int value) {
        if (sub.size() < MOST_SUB) {
            sub.write(value);
        }
    }

    private void subCommand(int value) {
        if (value == IAC) {
            remember(IAC);
            state = State.SUB;
            return;
        }
        state = State.DATA;
        byte[] told = sub.toByteArray();
        if (told.length >= 3 && told[0] == WINDOW_SIZE) {
            columns = ((told[1] & 0xff) << 8) | (told[2] & 0xff);
        } else if (told.length > 2 && told[0] == TERMINAL_TYPE && told[1] == 0) {
            type = new String(told, 2, told.length - 2, StandardCharsets.US_ASCII);
        }
    }
}
