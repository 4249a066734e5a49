package dev.muster.job;

import dev.muster.job.Step.Ping;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Problems;
import java.util.Objects;

/** Reads a ping step. */
final class PingReader {
    private static final int USUAL = 3;
    private static final int MOST = 100;

    private final Problems problems;

    PingReader(Problems problems) {
        this.problems = problems;
    }

    Ping read(Node node, Step.Head head) {
        if (!(node instanceof Mapping mapping)) {
            if (!(node instanceof Scalar scalar) || !scalar.text().equals("true")) {
                problems.add(node.mark(), "`ping` needs true or {count: 3}, found " + node.kind());
            }
            return new Ping(head, USUAL);
        }
        var fields = new Fields(mapping, problems);
        Integer count = fields.integer("count", 1, MOST);
        fields.done();
        return new Ping(head, Objects.requireNonNullElse(count, USUAL));
    }
}
