package dev.muster.plan;

import dev.muster.yaml.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the place in a file that is meant by a place in a text of it: a YAML block begins on the line after its sign. */
final class Lines {
    private Lines() {}

    /**
     * The place in the file.
     *
     * @param mark where the text begins
     * @param line in the text, from 1
     * @param column from 1
     */
    static Mark place(Mark mark, int line, int column) {
        if (mark.line() == 1 && mark.column() == 1) { // a file of its own
            return new Mark(mark.file(), line, column);
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(mark.file()));
            String from = lines.get(mark.line() - 1).substring(mark.column() - 1);
            if (from.startsWith("|")) {
                return new Mark(mark.file(), mark.line() + line, column + indentation(lines, mark.line()));
            }
            boolean quoted = from.startsWith("'") || from.startsWith("\"");
            return line > 1 || from.startsWith(">")
                    ? mark
                    : new Mark(mark.file(), mark.line(), mark.column() + column - (quoted ? 0 : 1));
        } catch (IOException | RuntimeException e) {
            return mark; // a job that was not read from a file
        }
    }

    private static int indentation(List<String> lines, int from) {
        for (String line : lines.subList(from, lines.size())) {
            if (!line.isBlank()) {
                return line.length() - line.stripLeading().length();
            }
        }
        return 0;
    }
}
