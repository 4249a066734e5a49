package dev.muster.job;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the regular expressions that a step waits for. */
final class Endings {
    private static final Map<String, Integer> FLAGS =
            Map.of("ignorecase", Pattern.CASE_INSENSITIVE, "multiline", Pattern.MULTILINE, "dotall", Pattern.DOTALL);

    private final Problems problems;

    Endings(Problems problems) {
        this.problems = problems;
    }

    /** One expression or a list; those that are none are reported and left out. */
    List<Pattern> list(Fields fields, String key, int flags) {
        var patterns = new ArrayList<Pattern>();
        for (Node item : fields.items(key)) {
            Pattern pattern = one(item, key, flags);
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        return List.copyOf(patterns);
    }

    /** The expression under a key, or null. */
    @Nullable
    Pattern one(Fields fields, String key, int flags) {
        Node node = fields.node(key);
        return node == null ? null : one(node, key, flags);
    }

    private @Nullable Pattern one(Node node, String key, int flags) {
        if (!(node instanceof Scalar scalar) || scalar.type() == Type.NULL) {
            problems.add(node.mark(), "`" + key + "` needs a regular expression, found " + node.kind());
            return null;
        }
        String regex = scalar.text();
        try {
            Pattern pattern = Pattern.compile(regex, flags | Pattern.UNIX_LINES);
            if (!pattern.matcher("").find()) {
                return pattern;
            }
            problems.add(
                    node.mark(),
                    "`" + regex + "` matches everything, so nothing would be waited for"
                            + (regex.endsWith("$") ? "; a dollar sign is written '\\$'" : ""));
        } catch (PatternSyntaxException e) {
            problems.add(
                    node.mark(),
                    "`" + key + "` is not a regular expression: " + e.getDescription() + " at character "
                            + e.getIndex());
        }
        return null;
    }

    /** {@code re_flags}: names of Python's flags, as a list or divided by {@code |}. */
    int flags(Fields fields, String key) {
        int flags = 0;
        for (Node item : fields.items(key)) {
            String text = item instanceof Scalar scalar ? scalar.text() : item.kind();
            for (String name : text.split("[|,\\s]+", -1)) {
                flags |= flag(name, item);
            }
        }
        return flags;
    }

    private int flag(String written, Node item) {
        String name = written.toLowerCase(Locale.ROOT).replaceFirst("^re\\.", "");
        Integer flag = FLAGS.get(name);
        if (flag != null) {
            return flag;
        }
        if (name.equals("verbose")) {
            problems.add(item.mark(), "`re_flags`: verbose is not supported");
        } else if (name.matches("-?\\d+")) {
            problems.add(
                    item.mark(), "`re_flags` needs names such as [ignorecase, multiline], found the number " + name);
        } else {
            problems.add(item.mark(), "unknown flag `" + written + "`" + Suggestion.among(FLAGS.keySet(), name));
        }
        return 0;
    }
}
