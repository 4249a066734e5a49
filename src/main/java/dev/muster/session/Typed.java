package dev.muster.session;

import dev.muster.session.Prompts.Prompt;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of a line that was typed.
 *
 * @param prompt the prompt after it
 * @param answer the lines before that prompt; of a long answer the first and the last
 * @param then a command that explains a question which was answered on the way, or null
 */
record Typed(Prompt prompt, List<String> answer, @Nullable String then) {
    private static final int MOST = 200;

    /**
     * What the answer says about one of its lines: what follows where that ends in a colon, else what stands before it;
     * shortened to what a message can hold, empty when there is nothing.
     */
    String about(String line) {
        int at = 0;
        while (at < answer.size() && !answer.get(at).strip().equals(line)) {
            at++;
        }
        int from = Math.min(at + 1, answer.size());
        List<String> lines = line.endsWith(":") ? answer.subList(from, answer.size()) : answer.subList(0, at);
        String text = lines.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        return text.length() <= MOST ? text : "..." + text.substring(text.length() - MOST);
    }

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
