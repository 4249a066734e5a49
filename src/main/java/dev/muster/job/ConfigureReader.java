package dev.muster.job;

import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Candidate;
import dev.muster.job.Step.Change;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a configure step: one line, a list, or a mapping with lines or a template file and how the change is made. */
final class ConfigureReader {
    private static final long MOST_BYTES = 4 << 20;
    /** The longest that Junos (65,535 minutes) and IOS XR (65,535 seconds) agree on, rounded to what people use. */
    private static final Duration MOST_CONFIRMED = Duration.ofHours(18);

    /** What every platform takes as the name of a session or a label. */
    private static final String NAME = "[A-Za-z][A-Za-z0-9._-]{0,29}";

    private final Problems problems;

    ConfigureReader(Problems problems) {
        this.problems = problems;
    }

    /** What a step says. */
    record Read(List<Sourced<Template>> lines, Change change) {}

    Read read(Node node) {
        if (!(node instanceof Mapping mapping)) {
            return new Read(lines(node, List.of(node)), Change.USUAL);
        }
        var fields = new Fields(mapping, problems);
        List<Sourced<Template>> lines = fields.has("lines") ? lines(node, fields.items("lines")) : List.of();
        if (fields.has("lines") == fields.has("template")) {
            problems.add(node.mark(), "`configure` needs either `lines` or `template`");
        }
        if (fields.has("template")) {
            lines = template(fields);
        }
        Change change = change(fields);
        fields.done();
        return new Read(lines, change);
    }

    private Change change(Fields fields) {
        OnRefusal onRefusal = fields.oneOf("on_refusal", OnRefusal.class);
        boolean save = Objects.requireNonNullElse(fields.bool("save"), false);
        String session = session(fields);
        Candidate candidate = candidate(fields);
        if (session != null && candidate != Candidate.USUAL) {
            fields.problem(
                    "candidate", "`candidate` and `session` exclude each other: a session is a candidate of its own");
        }
        Fields commit = fields.child("commit");
        boolean stop = onRefusal != OnRefusal.CONTINUE;
        if (commit == null) {
            return new Change(stop, save, session, candidate, false, null, null, null);
        }
        boolean check = Objects.requireNonNullElse(commit.bool("check"), false);
        String comment = commit.text("comment");
        String label = commit.text("label");
        Duration confirmed = commit.duration("confirmed", MOST_CONFIRMED);
        if (comment != null && (comment.indexOf('"') >= 0 || comment.chars().anyMatch(Character::isISOControl))) {
            commit.problem("comment", "a commit's comment has no quotes and no line breaks");
        }
        if (label != null && !label.matches(NAME)) {
            commit.problem("label", "a commit's label has 1 to 30 letters, digits and - . _");
        }
        commit.done();
        return new Change(stop, save, session, candidate, check, comment, label, confirmed);
    }

    private static @Nullable String session(Fields fields) {
        String session = fields.text("session");
        if (session != null && !session.matches(NAME)) {
            fields.problem("session", "a configuration session's name has 1 to 30 letters, digits and - . _");
        }
        return session;
    }

    private static Candidate candidate(Fields fields) {
        Special special = fields.oneOf("candidate", Special.class);
        return special == null
                ? Candidate.USUAL
                : switch (special) {
                    case EXCLUSIVE -> Candidate.EXCLUSIVE;
                    case PRIVATE -> Candidate.PRIVATE;
                };
    }

    /** What users may ask for. */
    private enum Special {
        EXCLUSIVE,
        PRIVATE
    }

    /** What a refused line means for the next. */
    private enum OnRefusal {
        STOP,
        CONTINUE
    }

    private List<Sourced<Template>> lines(Node whole, List<Node> given) {
        List<Node> items = given.size() == 1 && given.get(0) instanceof Node.Sequence list ? list.items() : given;
        var lines = new ArrayList<Sourced<Template>>();
        for (Node item : items) {
            if (!(item instanceof Scalar scalar) || scalar.type() == Type.NULL) {
                problems.add(item.mark(), "a configuration line needs text, found " + item.kind());
            } else if (scalar.text().isBlank()) {
                problems.add(item.mark(), "a configuration line is empty");
            } else {
                lines.add(new Sourced<>(new Template(scalar.text().stripTrailing()), item.mark()));
            }
        }
        if (items.isEmpty()) {
            problems.add(whole.mark(), "`configure` has no line");
        }
        return List.copyOf(lines);
    }

    private List<Sourced<Template>> template(Fields fields) {
        String name = fields.text("template");
        Mark mark = Objects.requireNonNull(fields.node("template")).mark();
        String text = name == null ? null : content(mark.path(name), mark);
        if (text == null) {
            return List.of();
        }
        return List.of(new Sourced<>(new Template(text), mark));
    }

    private @Nullable String content(Path file, Mark mark) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(mark, "`template`: " + file + " is larger than 4 MiB");
                return null;
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            problems.add(
                    mark,
                    "`template`: " + file + " cannot be read: " + e.getClass().getSimpleName());
            return null;
        }
    }
}
