package dev.muster.job;

import dev.muster.audit.Check;
import dev.muster.audit.Expectation;
import dev.muster.audit.SeenNames;
import dev.muster.expression.Expression;
import dev.muster.job.JobCheck.Formula;
import dev.muster.job.JobCheck.Sight;
import dev.muster.result.Severity;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code checks:} of a job. */
final class ChecksReader {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_MADE_UP = 60;

    private final Problems problems;
    private final List<Step> steps;
    private final Set<String> given = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    /** @param steps of the job */
    ChecksReader(Problems problems, List<Step> steps) {
        this.problems = problems;
        this.steps = steps;
    }

    List<JobCheck> checks(Fields job) {
        Node node = job.node("checks");
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Sequence sequence)) {
            problems.add(node.mark(), "`checks` needs a list, found " + node.kind());
            return List.of();
        }
        sequence.items().forEach(this::noteName);
        var checks = new ArrayList<JobCheck>();
        for (Node item : sequence.items()) {
            Fields fields = Fields.of(item, problems, "a check");
            JobCheck check = fields == null ? null : check(fields);
            if (check != null) {
                checks.add(check);
            }
        }
        return checks;
    }

    private void noteName(Node check) {
        if (check instanceof Node.Mapping mapping && mapping.get("name") instanceof Node.Scalar name) {
            given.add(name.text());
        }
    }

    private @Nullable JobCheck check(Fields fields) {
        var reader = new ExpectationReader(fields, problems);
        int before = problems.size();
        List<Expectation> expectations = reader.read();
        List<Pattern> ignore = reader.patterns("ignore");
        Severity severity = Objects.requireNonNullElse(fields.oneOf("severity", Severity.class), Severity.MEDIUM);
        Expression select = reader.expression(fields, "select", "select", Sight.DEVICE);
        Expression when = reader.expression(fields, "when", "when", Sight.STEPS);
        String name = name(fields, expectations);
        String of = of(fields);
        String why = Objects.requireNonNullElse(fields.text("why"), "");
        String fix = Objects.requireNonNullElse(fields.text("fix"), "");
        fields.node("first_run");
        fields.done();
        check(fields, expectations, of, reader.formulas(), before);
        var check = new Check(
                name,
                of,
                expectations,
                reader.section(),
                ignore,
                severity,
                why.strip(),
                fix.strip(),
                select,
                when,
                fields.mark().fileAndLine());
        Mark ofMark =
                fields.has("of") ? Objects.requireNonNull(fields.node("of")).mark() : fields.mark();
        return problems.size() > before
                ? null
                : new JobCheck(check, fields.mark(), ofMark, reader.formulas(), reader.baseline());
    }

    private void check(Fields fields, List<Expectation> expectations, String of, List<Formula> formulas, int before) {
        boolean none = ExpectationReader.KINDS.stream().noneMatch(fields::has);
        if (none && problems.size() == before) {
            problems.add(fields.mark(), "a check needs what it expects: " + String.join(", ", ExpectationReader.KINDS));
        }
        if (expectations.size() > 1 && expectations.stream().anyMatch(Expectation::isAcrossDevices)) {
            problems.add(fields.mark(), "`unique` and `same` compare devices and stand alone; make each a check");
        }
        if (fields.has("first_run")
                && expectations.stream().noneMatch(each -> each instanceof Expectation.SameAsLastRun)) {
            fields.problem("first_run", "`first_run` has no effect without `same_as: last_run`");
        }
        boolean text = expectations.stream().anyMatch(ChecksReader::looksAtAnAnswer);
        if (of.isEmpty() && !fields.has("of") && text) {
            problems.add(
                    fields.mark(),
                    "`" + expectations.getFirst().key() + "` needs `of`: which command or step it looks at");
        } else if (of.isEmpty() && !fields.has("of")) {
            formulas.stream().filter(formula -> formula.sight() == Sight.ANSWER).forEach(this::needsOf);
        }
    }

    private static boolean looksAtAnAnswer(Expectation expectation) {
        return switch (expectation) {
            case Expectation.That that -> false;
            case Expectation.Unique unique -> false;
            case Expectation.Same same -> false;
            case Expectation.Contains contains -> true;
            case Expectation.Matches matches -> true;
            case Expectation.Lines lines -> true;
            case Expectation.Sections sections -> true;
            case Expectation.Rows rows -> true;
            case Expectation.Count count -> true;
            case Expectation.SameAsFile file -> true;
            case Expectation.SameAsLastRun last -> true;
            case Expectation.SameAsStep step -> true;
        };
    }

    private void needsOf(Formula formula) {
        for (String name : List.of(SeenNames.ROWS, SeenNames.OUTPUT)) {
            if (SeenNames.uses(formula.expression().value(), name)) {
                problems.add(
                        formula.expression().mark(),
                        "`" + name + "` needs `of`: which command or step the check looks at");
            }
        }
    }

    /** A job of one step leaves no doubt. */
    private String of(Fields fields) {
        String of = fields.text("of");
        if (of != null && of.isBlank()) {
            fields.problem("of", "`of` is empty; it names a command or a step");
        }
        if (of != null) {
            return of.strip();
        }
        return steps.size() == 1 ? steps.getFirst().head().name() : "";
    }

    private String name(Fields fields, List<Expectation> expectations) {
        String name = fields.text("name");
        if (name == null) {
            return madeUp(fields, expectations);
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            fields.problem(
                    "name", "a check's name has 1 to " + LONGEST_NAME + " characters and none of them invisible");
        } else if (!used.add(name)) {
            fields.problem("name", "two checks are called `" + name + "`");
        }
        return name;
    }

    private String madeUp(Fields fields, List<Expectation> expectations) {
        if (expectations.isEmpty()) {
            return "check"; // nobody will see it: there is a problem
        }
        String kind = expectations.getFirst().key();
        List<String> texts = fields.node(kind) instanceof Node.Mapping
                ? List.of()
                : fields.items(kind).stream()
                        .filter(item -> item instanceof Node.Scalar)
                        .map(item -> ((Node.Scalar) item).text().strip().replaceAll("\\s+", " "))
                        .toList();
        String what = texts.isEmpty() ? "" : " " + texts.getFirst();
        String base = (kind + what)
                .substring(0, Math.min(LONGEST_MADE_UP, kind.length() + what.length()))
                .strip();
        String name = base;
        for (int i = 2; given.contains(name) || !used.add(name); i++) {
            name = base + " (" + i + ")";
        }
        return name;
    }
}
