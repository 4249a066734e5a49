package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Copy;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a copy step. */
final class CopyReader {
    private static final Duration MOST_IDLE = Duration.ofHours(1);
    private static final Duration USUAL_IDLE = Duration.ofSeconds(60);

    private final Problems problems;

    CopyReader(Problems problems) {
        this.problems = problems;
    }

    /** The step, or null with the reasons among the problems. */
    @Nullable
    Copy read(Node node, Step.Head head) {
        if (!(node instanceof Mapping mapping)) {
            problems.add(
                    node.mark(),
                    "`copy` needs {from: images/x.bin, to: \"flash:x.bin\"}, with `direction: get` for a file of the"
                            + " device; found " + node.kind());
            return null;
        }
        var fields = new Fields(mapping, problems);
        Step.Direction direction = fields.oneOf("direction", Step.Direction.class);
        boolean toDevice = direction != Step.Direction.GET;
        Sourced<Template> from = path(fields, "from");
        Sourced<Template> to = path(fields, "to");
        Step.Verify verify = verify(fields);
        Step.Method method = fields.oneOf("method", Step.Method.class);
        Duration idle = fields.duration("idle", MOST_IDLE);
        if (!fields.has("from")) {
            problems.add(node.mark(), "`copy` needs `from`, the file to copy");
        }
        fields.done();
        if (from == null) {
            return null;
        }
        if (toDevice && from.value().isPlain()) {
            String mistake = LocalFile.mistake(from.mark().path(from.value().toString()));
            if (mistake != null) {
                problems.add(from.mark(), "`from`: " + mistake + meant(from, direction));
            }
        }
        return new Copy(
                head,
                toDevice ? Step.Direction.PUT : Step.Direction.GET,
                from,
                to,
                verify,
                Objects.requireNonNullElse(method, Step.Method.AUTO),
                Objects.requireNonNullElse(idle, USUAL_IDLE));
    }

    /** A path such as {@code flash:x} with nobody saying where it is, is probably the device's. */
    private static String meant(Sourced<Template> from, Step.@Nullable Direction direction) {
        boolean device = direction == null && from.value().toString().matches("\\w+:.*");
        return device ? "; for a file of the device, add `direction: get`" : "";
    }

    private @Nullable Sourced<Template> path(Fields fields, String key) {
        Node node = fields.node(key);
        if (node == null) {
            return null;
        }
        Mark mark = node.mark();
        if (!(node instanceof Scalar scalar) || scalar.type() == Type.NULL) {
            problems.add(mark, "`" + key + "` needs a path, found " + node.kind());
            return null;
        }
        if (scalar.text().isBlank()) {
            problems.add(mark, "`" + key + "` is empty");
            return null;
        }
        return new Sourced<>(new Template(scalar.text()), mark);
    }

    private static Step.Verify verify(Fields fields) {
        String text = fields.text("verify");
        if (text == null || text.equals("true")) {
            return Step.Verify.AUTO;
        }
        if (text.equals("false")) {
            return Step.Verify.NONE;
        }
        return Objects.requireNonNullElse(fields.oneOf("verify", Step.Verify.class), Step.Verify.AUTO);
    }
}
