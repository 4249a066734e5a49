package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Reload;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a reload step. */
final class ReloadReader {
    private static final Duration MOST_WAIT = Duration.ofHours(24);

    private final Problems problems;

    ReloadReader(Problems problems) {
        this.problems = problems;
    }

    Reload read(Node node, Step.Head head) {
        if (!(node instanceof Mapping mapping)) {
            if (!(node instanceof Scalar scalar) || !scalar.text().equals("true")) {
                problems.add(node.mark(), "`reload` needs true or {save: false, wait: 10m}, found " + found(node));
            }
            return new Reload(head, null, false, Reload.USUAL_WAIT);
        }
        var fields = new Fields(mapping, problems);
        Sourced<Template> command = command(fields);
        boolean save = Objects.requireNonNullElse(fields.bool("save"), false);
        Duration wait = fields.duration("wait", MOST_WAIT);
        fields.done();
        return new Reload(head, command, save, Objects.requireNonNullElse(wait, Reload.USUAL_WAIT));
    }

    private static String found(Node node) {
        return node instanceof Scalar scalar ? "`" + scalar.text() + "`" : node.kind();
    }

    private @Nullable Sourced<Template> command(Fields fields) {
        String text = fields.text("command");
        Node node = fields.node("command");
        if (text == null || node == null || !CommandText.check(text, node.mark(), problems)) {
            return null;
        }
        return new Sourced<>(new Template(text), node.mark());
    }
}
