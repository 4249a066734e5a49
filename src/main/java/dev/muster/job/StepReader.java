package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Commands;
import dev.muster.job.Step.Head;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a job. */
final class StepReader {
    private static final Duration MOST = Duration.ofHours(24);
    private static final List<String> KINDS =
            List.of("show", "configure", "commit", "dialogue", "expect", "copy", "reload", "ping", "netconf", "http");

    private final Problems problems;
    private final Set<String> given = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    StepReader(Problems problems) {
        this.problems = problems;
    }

    List<Step> steps(Fields job) {
        Node node = job.node("steps");
        if (node == null) {
            problems.add(job.mark(), "a job needs `steps`");
            return List.of();
        }
        if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
            problems.add(node.mark(), "`steps` needs a list of at least one step, found " + found(node));
            return List.of();
        }
        sequence.items().forEach(this::noteName);
        var steps = new ArrayList<Step>();
        for (Node item : sequence.items()) {
            Fields fields = Fields.of(item, problems, "a step");
            Step step = fields == null ? null : step(fields);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static String found(Node node) {
        return node instanceof Sequence ? "an empty list" : node.kind();
    }

    /** Names that users give come first: made-up ones keep away from them. */
    private void noteName(Node step) {
        if (step instanceof Node.Mapping mapping && mapping.get("name") instanceof Node.Scalar name) {
            given.add(name.text());
        }
    }

    private @Nullable Step step(Fields fields) {
        var kinds = new ArrayList<String>();
        KINDS.stream().filter(fields::has).forEach(kinds::add);
        if (kinds.isEmpty()) {
            noKind(fields);
            return null;
        }
        if (kinds.size() > 1) {
            problems.add(
                    fields.mark(), "a step has one kind, found " + String.join(" and ", kinds) + "; make each a step");
            return null;
        }
        String kind = kinds.get(0);
        Step step = switch (kind) {
            case "show" -> show(fields);
            case "configure" -> configure(fields);
            case "commit" -> commit(fields);
            case "dialogue" -> dialogue(fields);
            case "copy" -> copy(fields);
            case "reload" -> reload(fields);
            case "http" -> http(fields);
            case "ping" ->
                new PingReader(problems).read(Objects.requireNonNull(fields.node("ping")), head(fields, "ping"));
            case "netconf" -> netconf(fields);
            default -> expect(fields);
        };
        fields.done();
        return step;
    }

    private void noKind(Fields fields) {
        int before = problems.size();
        head(fields, "step");
        fields.done(); // a misspelt kind is told with a suggestion
        if (problems.size() == before) {
            problems.add(fields.mark(), "a step needs a kind: " + String.join(", ", KINDS));
        }
    }

    private Step show(Fields fields) {
        var reader = new ShowReader(problems);
        Commands commands = reader.commands(Objects.requireNonNull(fields.node("show")));
        Step.Options options = reader.options(fields, commands);
        List<Via> via = HttpReader.via(fields, problems);
        Head head = head(fields, Objects.requireNonNullElse(ShowReader.first(commands), "show"));
        return new Step.Show(head, commands, options, via);
    }

    private Step configure(Fields fields) {
        ConfigureReader.Read read =
                new ConfigureReader(problems).read(Objects.requireNonNull(fields.node("configure")));
        List<Via> via = HttpReader.via(fields, problems);
        return new Step.Configure(head(fields, "configure"), read.lines(), read.change(), via);
    }

    private Step commit(Fields fields) {
        String what = fields.text("commit");
        if (what != null && !what.equals("confirm")) {
            fields.problem("commit", "`commit` as a step of its own takes `confirm`; a commit belongs to `configure`");
        }
        return new Step.Commit(head(fields, "commit"));
    }

    private Step dialogue(Fields fields) {
        List<Step.Turn> turns = new DialogueReader(problems).turns(Objects.requireNonNull(fields.node("dialogue")));
        String usual = turns.isEmpty() || turns.get(0).send().hidden()
                ? "dialogue"
                : turns.get(0).send().text().value().toString();
        return new Step.Dialogue(head(fields, usual.isBlank() ? "dialogue" : usual), turns, ends(fields));
    }

    private @Nullable Step copy(Fields fields) {
        return new CopyReader(problems).read(Objects.requireNonNull(fields.node("copy")), head(fields, "copy"));
    }

    private Step reload(Fields fields) {
        return new ReloadReader(problems).read(Objects.requireNonNull(fields.node("reload")), head(fields, "reload"));
    }

    private @Nullable Step http(Fields fields) {
        var reader = new HttpReader(problems);
        Node node = Objects.requireNonNull(fields.node("http"));
        return reader.read(node, head(fields, HttpReader.usualName(node)));
    }

    private Step netconf(Fields fields) {
        NetconfReader.Read read = new NetconfReader(problems).read(fields);
        return read.as(head(fields, read.usualName()));
    }

    private Step expect(Fields fields) {
        List<Step.Line> lines = new ExpectReader(problems).lines(Objects.requireNonNull(fields.node("expect")));
        boolean strict = Objects.requireNonNullElse(fields.bool("strict"), true);
        return new Step.Expect(head(fields, "expect"), lines, strict);
    }

    private static boolean ends(Fields fields) {
        return Objects.requireNonNullElse(fields.bool("ends"), false);
    }

    private Head head(Fields fields, String usual) {
        String name = fields.text("name");
        if (name == null) {
            name = unique(usual);
        } else if (name.isBlank() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
            fields.problem("name", "a step's name has 1 to 255 characters and none of them invisible");
        } else if (!used.add(name)) {
            fields.problem("name", "another step is called `" + name + "` already");
        }
        return new Head(name, fields.mark(), when(fields), fields.duration("limit", MOST));
    }

    private String unique(String usual) {
        String name = usual;
        for (int i = 2; given.contains(name) || !used.add(name); i++) {
            name = usual + " (" + i + ")";
        }
        return name;
    }

    private @Nullable Sourced<Expression> when(Fields fields) {
        String text = fields.text("when");
        Node node = fields.node("when");
        if (text == null || node == null) {
            return null;
        }
        Mark mark = node.mark();
        if (text.isBlank()) {
            problems.add(mark, "`when` is empty");
            return null;
        }
        return new Sourced<>(new Expression(text), mark);
    }
}
