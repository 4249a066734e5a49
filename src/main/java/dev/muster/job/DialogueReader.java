package dev.muster.job;

import dev.muster.job.Step.Line;
import dev.muster.job.Step.Turn;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the turns of a dialogue step. */
final class DialogueReader {
    private final Problems problems;
    private final Endings endings;
    private final ExpectReader lines;

    DialogueReader(Problems problems) {
        this.problems = problems;
        this.endings = new Endings(problems);
        this.lines = new ExpectReader(problems);
    }

    List<Turn> turns(Node node) {
        if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
            problems.add(node.mark(), "`dialogue` needs a list of {send: ..., expect: ...}, found " + node.kind());
            return List.of();
        }
        var turns = new ArrayList<Turn>();
        for (Node item : sequence.items()) {
            Fields fields = Fields.of(item, problems, "a turn of `dialogue`");
            Turn turn = fields == null ? null : turn(fields);
            if (turn != null) {
                turns.add(turn);
            }
        }
        return List.copyOf(turns);
    }

    private @Nullable Turn turn(Fields fields) {
        boolean hidden = Objects.requireNonNullElse(fields.bool("hidden"), false);
        if (!fields.has("send")) {
            problems.add(fields.mark(), "a turn of `dialogue` needs `send`; an empty one is Enter");
        }
        List<Pattern> expect = endings.list(fields, "expect", 0);
        Line.Send send = lines.send(fields, hidden);
        fields.done();
        return send == null ? null : new Turn(send, expect);
    }
}
