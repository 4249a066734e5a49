package dev.muster.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the device's repetition of what was sent. Only after it can a prompt be the end of the answer: one that comes
 * earlier belongs to what went before.
 */
final class Echo {
    private static final int MOST_LINES = 50;
    /** A line that scrolls sideways shows at least this much of the end of a command. */
    private static final int LEAST_SCROLLED = 8;

    private final String command;
    private final String standing;
    private final boolean afterLeftovers;
    private final List<String> before = new ArrayList<>();
    private String wrapped = "";
    private boolean done;
    private boolean found;
    private int lines;

    private Echo(String command, String standing, boolean done, boolean afterLeftovers) {
        this.command = compact(command);
        this.standing = standing;
        this.done = done || this.command.isEmpty();
        this.afterLeftovers = afterLeftovers;
    }

    /** For a login, where nothing was sent. */
    static Echo nothingSent() {
        var echo = new Echo("", "", true, false);
        echo.lines = 1;
        return echo;
    }

    /**
     * The echo of a command.
     *
     * @param standing what stood on the line when the command was typed, mostly a prompt
     * @param afterLeftovers whether the answer to an earlier command may still come before the echo
     */
    static Echo of(String command, String standing, boolean afterLeftovers) {
        return new Echo(command, standing, false, afterLeftovers);
    }

    /** For input that is not repeated, or not by this device. */
    static Echo none(String command, String standing) {
        return new Echo(command, standing, true, false);
    }

    /** Whether the echo has come or is not waited for any more. */
    boolean isDone() {
        return done;
    }

    /** Whether the echo has come. */
    boolean isFound() {
        return found;
    }

    /** Whether the device has answered anything yet. */
    boolean hasLines() {
        return lines > 0;
    }

    /** Whether what stood on the line when the input was typed was painted over since, as on a screen. */
    boolean isPaintedOver(String tail) {
        return !standing.isBlank() && !tail.startsWith(standing);
    }

    /** Looks at a line; gives the lines that are output, none while the echo is still missing. */
    List<String> filter(String line) {
        lines++;
        if (done) {
            return lines == 1 ? typedLine(line) : List.of(line);
        }
        String joined = wrapped + compact(line);
        if (joined.endsWith(command) || scrolled(joined)) {
            done = true;
            found = true;
            before.clear();
            return List.of();
        }
        boolean partly = !joined.isEmpty() && joined.length() < command.length() + 80 && startsEcho(line, joined);
        wrapped = partly ? joined : "";
        before.add(line);
        return before.size() > MOST_LINES ? tooMany() : List.of();
    }

    private List<String> tooMany() {
        if (!afterLeftovers) {
            return giveUp();
        }
        before.removeFirst();
        return List.of();
    }

    /** Whether the line is narrower than the command: it then shows a $ and the command's end. */
    private boolean scrolled(String joined) {
        String end = joined.substring(joined.lastIndexOf('$') + 1);
        return end.length() < joined.length() && end.length() >= LEAST_SCROLLED && command.endsWith(end);
    }

    /** Whether a line that wrapped holds the beginning of the command, after a prompt. */
    private boolean startsEcho(String line, String joined) {
        if (!standing.isEmpty() && line.startsWith(standing)) {
            String typed = compact(line.substring(standing.length()));
            return !typed.isEmpty() && command.startsWith(typed);
        }
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
        var output = new ArrayList<String>();
        for (int i = 0; i < before.size(); i++) {
            output.addAll(i == 0 ? typedLine(before.get(i)) : List.of(before.get(i)));
        }
        before.clear();
        return output;
    }

    /** What is output on the line on which the input was typed: all that follows what stood there. */
    private List<String> typedLine(String line) {
        String rest = behindStanding(line);
        return rest.isBlank() || compact(rest).equals(command) ? List.of() : List.of(rest);
    }

    /** A line without what stood on it when the input was typed. */
    String behindStanding(String line) {
        return line.startsWith(standing) ? line.substring(standing.length()) : line;
    }

    private static String compact(String text) {
        return text.replace(" ", "").replace("\t", "");
    }
}
