package dev.muster.platform;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the regular expressions of a platform file and refuses those that could hang a session.
 *
 * @param trusted leaves the costly check out, for files that a test has checked
 */
record Patterns(Problems problems, boolean trusted) {
    private static final int FLAGS = Pattern.UNIX_LINES;

    /** The expression under a key, or null; one that matches nothing at all would always match. */
    @Nullable
    Pattern one(Fields fields, String key) {
        Node node = fields.node(key);
        return node == null ? null : pattern(node, "`" + key + "`");
    }

    /** As {@link #one}, where it must be given. */
    @Nullable
    Pattern needed(Fields fields, String key, String what) {
        if (!fields.has(key)) {
            problems.add(fields.mark(), what + " needs a `" + key + "`");
        }
        return one(fields, key);
    }

    /** One expression or a list of them. */
    List<Pattern> all(Fields fields, String key) {
        var all = new ArrayList<Pattern>();
        for (Node item : fields.items(key)) {
            Pattern pattern = pattern(item, "`" + key + "`");
            if (pattern != null) {
                all.add(pattern);
            }
        }
        return all;
    }

    /** Texts at the start of a line; between slashes a regular expression. */
    List<Pattern> lines(Fields fields, String key) {
        var lines = new ArrayList<Pattern>();
        for (Node item : fields.items(key)) {
            Pattern pattern = line(item, "`" + key + "`");
            if (pattern != null) {
                lines.add(pattern);
            }
        }
        return lines;
    }

    private @Nullable Pattern line(Node item, String what) {
        if (!(item instanceof Scalar scalar) || scalar.type() == Node.Type.NULL) {
            problems.add(item.mark(), what + " needs text, found " + item.kind());
            return null;
        }
        if (scalar.text().isBlank()) {
            problems.add(item.mark(), what + " is empty, which would match every line");
            return null;
        }
        String text = scalar.text();
        boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return regex
                ? pattern(new Scalar(item.mark(), scalar.type(), text.substring(1, text.length() - 1)), what)
                : Pattern.compile("^\\s*" + Pattern.quote(text), FLAGS);
    }

    @Nullable
    Pattern pattern(Node node, String what) {
        if (!(node instanceof Scalar scalar)) {
            problems.add(node.mark(), what + " needs a regular expression, found " + node.kind());
            return null;
        }
        try {
            var pattern = Pattern.compile(scalar.text(), FLAGS);
            String problem = problem(pattern);
            if (problem == null) {
                return pattern;
            }
            problems.add(node.mark(), what + " " + problem);
        } catch (PatternSyntaxException e) {
            problems.add(
                    node.mark(),
                    what + " is not a regular expression: " + e.getDescription() + " at character " + e.getIndex());
        }
        return null;
    }

    private @Nullable String problem(Pattern pattern) {
        if (pattern.matcher("").find()) {
            return "matches an empty line, which proves nothing";
        }
        return trusted ? null : RegexCheck.problem(pattern.pattern(), FLAGS);
    }
}
