package dev.muster.audit;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a configuration and lines that belong below it, in any order.
 *
 * @param text as the job has it, without indentation
 * @param pattern what must be found in the line in place of its text, or null
 */
public record WantedLine(String text, @Nullable Pattern pattern, List<WantedLine> children) {

    public WantedLine {
        children = List.copyOf(children);
    }

    boolean is(String line) {
        return pattern == null ? line.equals(text) : Guarded.finds(pattern, line);
    }
}
