package dev.muster.job;

import dev.muster.expression.Expression;
import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.Step.Commands;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a show step. */
final class ShowReader {
    /** How an answer is read where a step says nothing. */
    static final Step.Options USUAL = new Step.Options(true, true, true, null, List.of(), null, null, false);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Problems problems;
    private final Endings endings;

    ShowReader(Problems problems) {
        this.problems = problems;
        this.endings = new Endings(problems);
    }

    /** One command, a list, or either by platform. */
    Commands commands(Node node) {
        if (!(node instanceof Mapping mapping)) {
            return new Commands.Same(list(node));
        }
        var choices = new ArrayList<Commands.Choice>();
        for (Node.Entry entry : mapping.entries()) {
            choices.add(new Commands.Choice(new Sourced<>(entry.key(), entry.mark()), list(entry.value())));
        }
        if (choices.isEmpty()) {
            problems.add(node.mark(), "`show` has no command");
        }
        return new Commands.ByPlatform(List.copyOf(choices));
    }

    /** The first command as it is written, for the step's name. */
    static @Nullable String first(Commands commands) {
        List<Sourced<Template>> list = switch (commands) {
            case Commands.Same same -> same.commands();
            case Commands.ByPlatform by ->
                by.choices().isEmpty() ? List.of() : by.choices().get(0).commands();
        };
        return list.isEmpty() ? null : list.get(0).value().toString();
    }

    Step.Options options(Fields fields, Commands commands) {
        int flags = endings.flags(fields, "re_flags");
        Pattern pattern = endings.one(fields, "pattern", flags);
        if (fields.has("re_flags") && !fields.has("pattern")) {
            fields.problem("re_flags", "`re_flags` has no effect without `pattern`");
        }
        return new Step.Options(
                Objects.requireNonNullElse(fields.bool("strip_command"), true),
                Objects.requireNonNullElse(fields.bool("strip_prompt"), true),
                Objects.requireNonNullElse(fields.bool("strict"), true),
                pattern,
                endings.list(fields, "refused_when", 0),
                new ParseReader(problems).parsing(fields),
                until(fields),
                ends(fields, commands));
    }

    private static boolean ends(Fields fields, Commands commands) {
        boolean ends = Objects.requireNonNullElse(fields.bool("ends"), false);
        boolean single = switch (commands) {
            case Commands.Same same -> same.commands().size() < 2;
            case Commands.ByPlatform by ->
                by.choices().stream().allMatch(choice -> choice.commands().size() < 2);
        };
        if (ends && !single) {
            fields.problem("ends", "`ends` is for one command: no other can follow in the same session");
        }
        return ends;
    }

    private Step.@Nullable Until until(Fields fields) {
        Duration every = Objects.requireNonNullElse(fields.duration("every", LONGEST_PAUSE), Duration.ofSeconds(5));
        int times = Objects.requireNonNullElse(fields.integer("times", 1, 10_000), 10);
        String text = fields.text("until");
        Node at = fields.node("until");
        if (text == null || at == null) {
            Stream.of("every", "times")
                    .filter(fields::has)
                    .forEach(key -> fields.problem(key, "`" + key + "` has no effect without `until`"));
            return null;
        }
        if (text.isBlank()) {
            fields.problem("until", "`until` is empty; it needs an expression such as \"'FULL' in output\"");
            return null;
        }
        return new Step.Until(new Sourced<>(new Expression(text), at.mark()), every, times);
    }

    private List<Sourced<Template>> list(Node node) {
        List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        var commands = new ArrayList<Sourced<Template>>();
        for (Node item : items) {
            if (!(item instanceof Scalar scalar) || scalar.type() == Type.NULL) {
                problems.add(item.mark(), "a command needs text, found " + item.kind());
            } else if (CommandText.check(scalar.text(), item.mark(), problems)) {
                commands.add(new Sourced<>(new Template(scalar.text().strip()), item.mark()));
            }
        }
        if (items.isEmpty()) {
            problems.add(node.mark(), "`show` has no command");
        }
        return List.copyOf(commands);
    }
}
