package dev.muster.job;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Problems;

/** What a command can be. */
final class CommandText {
    private CommandText() {}

    /** Whether a text can be sent as one command; if not, it is noted why. */
    static boolean check(String command, Mark mark, Problems problems) {
        if (command.isBlank()) {
            problems.add(mark, "a command is empty");
            return false;
        }
        return oneLine(command, mark, problems);
    }

    /** Whether a text is one line, as everything is that is sent with Enter. */
    static boolean oneLine(String text, Mark mark, Problems problems) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return true;
        }
        problems.add(mark, "a line break inside; write a list, one line for each item");
        return false;
    }
}
