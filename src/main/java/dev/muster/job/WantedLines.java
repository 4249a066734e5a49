package dev.muster.job;

import dev.muster.audit.WantedLine;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of configurations that checks want: texts, blocks with indentation, and {@code /regex/}. */
final class WantedLines {
    private final Problems problems;

    WantedLines(Problems problems) {
        this.problems = problems;
    }

    /** A text or a list of texts, each of one or many lines. */
    List<WantedLine> lines(Node node, String key) {
        var lines = new ArrayList<WantedLine>();
        for (Node item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof Scalar scalar
                    && scalar.type() != Type.NULL
                    && !scalar.text().isBlank()) {
                List<String> block =
                        scalar.text().lines().filter(line -> !isLeftOut(line)).toList();
                if (block.isEmpty()) {
                    problems.add(item.mark(), "`" + key + "` has only comments, which are not looked at");
                }
                lines.addAll(block(block, item));
            } else {
                problems.add(item.mark(), "`" + key + "` needs lines of a configuration, found " + found(item));
            }
        }
        if (node instanceof Sequence sequence && sequence.items().isEmpty()) {
            problems.add(node.mark(), "`" + key + "` has no line");
        }
        return lines;
    }

    /** Pasted configurations have empty lines and comments, which are none of a device's lines either. */
    private static boolean isLeftOut(String line) {
        return line.isBlank() || line.strip().startsWith("!");
    }

    private static String found(Node node) {
        return node instanceof Scalar scalar && scalar.text().isBlank() ? "an empty text" : node.kind();
    }

    /** Lines whose indentation says which belongs below which. */
    private List<WantedLine> block(List<String> block, Node at) {
        var lines = new ArrayList<WantedLine>();
        for (int i = 0; i < block.size(); ) {
            int next = i + 1;
            while (next < block.size() && indent(block.get(next)) > indent(block.get(i))) {
                next++;
            }
            List<WantedLine> below = block(block.subList(i + 1, next), at);
            WantedLine line = line(block.get(i).strip(), below, at);
            if (line != null) {
                lines.add(line);
            }
            i = next;
        }
        return lines;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** One line, or a pattern between slashes. */
    @Nullable
    WantedLine line(String text, List<WantedLine> below, Node at) {
        if (text.length() < 3 || !text.startsWith("/") || !text.endsWith("/")) {
            return new WantedLine(text.replaceAll("[ \\t]{2,}|\\t", " "), null, below);
        }
        Pattern pattern = pattern(text.substring(1, text.length() - 1), at);
        return pattern == null ? null : new WantedLine(text, pattern, below);
    }

    /** A regular expression for a line. */
    @Nullable
    Pattern pattern(String regex, Node at) {
        try {
            return Pattern.compile(regex, Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            problems.add(
                    at.mark(),
                    "`" + regex + "` is not a regular expression: " + e.getDescription() + " at character "
                            + e.getIndex()
                            + (regex.contains("(?P<") ? "; a group's name is written (?<name>...)" : ""));
            return null;
        }
    }

    /** Heads of sections and the lines below them. */
    List<WantedLine> sections(Mapping mapping) {
        var heads = new ArrayList<WantedLine>();
        for (Entry entry : mapping.entries()) {
            boolean nothing = entry.value() instanceof Scalar scalar && scalar.type() == Type.NULL;
            List<WantedLine> below = nothing ? List.of() : lines(entry.value(), "section");
            WantedLine head = line(entry.key().strip(), below, entry.value());
            if (head != null) {
                heads.add(head);
            }
        }
        if (heads.isEmpty() && mapping.entries().isEmpty()) {
            problems.add(mapping.mark(), "`section` names no section");
        }
        return heads;
    }
}
