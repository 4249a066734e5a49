package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an expression looked at, so that a user need not guess why it is false. */
final class Operands {
    private static final Pattern QUOTED = Pattern.compile("(?<!\\[)('[^']*'|\"[^\"]*\")(?!])");
    private static final Pattern PATH =
            Pattern.compile("\\b[A-Za-z_]\\w*(\\[\\d+]|\\['[^']*']|\\[\"[^\"]*\"]|\\.[A-Za-z_]\\w*)+(?!\\w*\\()");
    private static final int LONGEST = 120;

    private Operands() {}

    /** The short ones, with their values. */
    static List<String> of(Expression expression, Map<String, @Nullable Object> names) {
        String bare = QUOTED.matcher(expression.toString()).replaceAll(" ");
        var shown = new ArrayList<String>();
        PATH.matcher(bare).results().map(found -> found.group()).distinct().forEach(path -> {
            String value = value(path, names);
            if (value != null && value.length() <= LONGEST && !value.contains("\n")) {
                shown.add(path + " is " + Shown.quoted(value));
            }
        });
        return shown;
    }

    private static @Nullable String value(String path, Map<String, @Nullable Object> names) {
        try {
            Object value = new Expression(path).value(names);
            return value == null ? "nothing" : value.toString();
        } catch (ExpressionException e) {
            return null; // only a part of something that has a meaning as a whole
        }
    }
}
