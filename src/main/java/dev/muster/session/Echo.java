package dev.muster.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the device's repetition of what was sent. Only after it can a prompt be the end of the answer: one that comes
 * earlier belongs to what went before.
 */
final class Echo {
    private static final int MOST_LINES = 50;

    private final String command;
    private final List<String> before = new ArrayList<>();
    private String wrapped = "";
    private boolean done;
    private int lines;

    private Echo(String command, boolean done, int lines) {
        this.command = command;
        this.done = done;
        this.lines = lines;
    }

    /** For a login, where nothing was sent. */
    static Echo nothingSent() {
        return new Echo("", true, 1);
    }

    /** The echo of a command. */
    static Echo of(String command) {
        return new Echo(compact(command), command.isBlank(), 0);
    }

    /** For input that is not repeated, such as a password. */
    static Echo none() {
        return new Echo("", true, 0);
    }

    /** Whether the echo has come or is not waited for any more. */
    boolean isDone() {
        return done;
    }

    /** Whether the device has answered anything yet. */
    boolean hasLines() {
        return lines > 0;
    }

    /** Looks at a line; gives the lines that are output, none while the echo is still missing. */
    List<String> filter(String line) {
        lines++;
        if (done) {
            // the end of the line on which the unechoed input was typed
            return lines == 1 ? List.of() : List.of(line);
        }
        String joined = wrapped + compact(line);
        if (joined.endsWith(command)) {
            done = true;
            before.clear();
            return List.of();
        }
        boolean partly = !joined.isEmpty() && joined.length() < command.length() + 80 && startsEcho(joined);
        wrapped = partly ? joined : "";
        before.add(line);
        return before.size() > MOST_LINES ? giveUp() : List.of();
    }

    /** Whether a line that wrapped holds the beginning of the command, after a prompt. */
    private boolean startsEcho(String joined) {
        for (int length = Math.min(command.length(), joined.length()); length > 3; length--) {
            if (joined.endsWith(command.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** This device does not repeat its input: all lines so far are output. */
    List<String> giveUp() {
        done = true;
        // the first line is the one on which the prompt stood
        var output = before.isEmpty() ? List.<String>of() : List.copyOf(before.subList(1, before.size()));
        before.clear();
        return output;
    }

    private static String compact(String text) {
        return text.replace(" ", "").replace("\t", "");
    }
}
