package dev.muster.session;

import dev.muster.session.Prompts.Prompt;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came of a line that was typed.
 *
 * @param prompt the prompt after it
 * @param answer the lines before that prompt; of a long answer the first and the last
 */
record Typed(Prompt prompt, List<String> answer) {

    /** The first line of the answer in which one of these stands, or null. */
    @Nullable
    String first(List<Pattern> patterns) {
        for (String line : answer) {
            for (Pattern pattern : patterns) {
                if (pattern.matcher(line).find()) {
                    return line.strip();
                }
            }
        }
        return null;
    }
}
