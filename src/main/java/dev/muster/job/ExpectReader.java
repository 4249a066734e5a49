package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Line;
import dev.muster.secret.SecretText;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an expect step. */
final class ExpectReader {
    private final Problems problems;
    private final Endings endings;

    ExpectReader(Problems problems) {
        this.problems = problems;
        this.endings = new Endings(problems);
    }

    List<Line> lines(Node node) {
        if (!(node instanceof Sequence sequence)) {
            problems.add(node.mark(), "`expect` needs a list of {until: ...} and {send: ...}, found " + node.kind());
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            problems.add(node.mark(), "`expect` has no line");
        }
        var lines = new ArrayList<Line>();
        for (Node item : sequence.items()) {
            Fields fields = Fields.of(item, problems, "a line of `expect`");
            Line line = fields == null ? null : line(fields);
            if (line != null) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private @Nullable Line line(Fields fields) {
        boolean until = fields.has("until");
        boolean send = fields.has("send");
        Boolean hidden = fields.bool("hidden");
        Line line = null;
        if (until == send) {
            problems.add(fields.mark(), "a line of `expect` has either `until` or `send`");
        } else if (until) {
            if (hidden != null) {
                fields.problem("hidden", "`hidden` belongs to `send`");
            }
            line = until(fields);
        } else {
            line = send(fields, Objects.requireNonNullElse(hidden, false));
        }
        fields.done();
        return line;
    }

    private @Nullable Line until(Fields fields) {
        List<Pattern> patterns = endings.list(fields, "until", 0);
        if (fields.items("until").isEmpty()) {
            fields.problem("until", "`until` has no ending");
        }
        return patterns.isEmpty() ? null : new Line.Until(patterns);
    }

    /** The text under {@code send}, or null. */
    Line.@Nullable Send send(Fields fields, boolean hidden) {
        String text = fields.text("send");
        Node node = fields.node("send");
        if (text == null || node == null || !CommandText.oneLine(text, node.mark(), problems)) {
            return null;
        }
        var secret = new SecretText(text);
        String mistake = secret.mistake();
        if (mistake != null) {
            problems.add(node.mark(), "`send`: " + mistake);
            return null;
        }
        // What a reference leads to is never shown, asked for or not.
        return new Line.Send(new Sourced<>(new Template(text), node.mark()), hidden || !secret.isLiteral());
    }
}
