package dev.muster.job;

import dev.muster.audit.Expectation;
import dev.muster.audit.WantedLine;
import dev.muster.expression.Expression;
import dev.muster.expression.Template;
import dev.muster.inventory.Sourced;
import dev.muster.job.JobCheck.Formula;
import dev.muster.job.JobCheck.Sight;
import dev.muster.yaml.Fields;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what one check expects. */
final class ExpectationReader {
    /** Every kind, by its key. */
    static final List<String> KINDS = List.of(
            "contains",
            "not_contains",
            "matches",
            "not_matches",
            "lines_present",
            "lines_absent",
            "section",
            "that",
            "rows_all",
            "rows_any",
            "count",
            "same_as",
            "unique",
            "same");

    private static final String LAST_RUN = "last_run";
    private static final int MOST = 1_000_000_000;

    private final Fields check;
    private final Problems problems;
    private final WantedLines wanted;
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private @Nullable Mark baseline;
    private @Nullable WantedLine section;

    ExpectationReader(Fields check, Problems problems) {
        this.check = check;
        this.problems = problems;
        this.wanted = new WantedLines(problems);
    }

    List<Formula> formulas() {
        return formulas;
    }

    @Nullable
    Mark baseline() {
        return baseline;
    }

    /** The section that the other expectations are about, or null. */
    @Nullable
    WantedLine section() {
        return section;
    }

    List<Expectation> read() {
        for (String kind : KINDS) {
            Node node = check.node(kind);
            if (node != null) {
                Expectation expectation = read(kind, node);
                if (expectation != null) {
                    expectations.add(expectation);
                }
            }
        }
        return expectations;
    }

    private @Nullable Expectation read(String kind, Node node) {
        return switch (kind) {
            case "contains", "not_contains" -> new Expectation.Contains(texts(kind), kind.equals("contains"));
            case "matches", "not_matches" -> new Expectation.Matches(patterns(kind), kind.equals("matches"));
            case "lines_present" -> new Expectation.Lines(wanted.lines(node, kind), true);
            case "lines_absent" -> new Expectation.Lines(wanted.lines(node, kind), false);
            case "section" -> section(node);
            case "count" -> count(node);
            case "same_as" -> sameAs(node);
            default -> {
                Sight sight = kind.startsWith("rows") ? Sight.ROW : Sight.ANSWER;
                Expression expression = expression(check, kind, kind, sight);
                yield expression == null ? null : of(kind, expression);
            }
        };
    }

    private static Expectation of(String kind, Expression expression) {
        return switch (kind) {
            case "that" -> new Expectation.That(expression);
            case "rows_all" -> new Expectation.Rows(expression, true);
            case "rows_any" -> new Expectation.Rows(expression, false);
            case "unique" -> new Expectation.Unique(expression);
            default -> new Expectation.Same(expression);
        };
    }

    /** An expression under a key, noted to be judged later; null and perhaps a problem when there is none. */
    @Nullable
    Expression expression(Fields fields, String key, String shown, Sight sight) {
        String text = fields.text(key);
        Node at = fields.node(key);
        if (text == null || at == null) {
            return null;
        }
        if (text.isBlank()) {
            fields.problem(key, "`" + shown + "` is empty; it needs an expression");
            return null;
        }
        var expression = new Expression(text);
        formulas.add(new Formula(shown, new Sourced<>(expression, at.mark()), sight));
        return expression;
    }

    private List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (String text : check.texts(key)) {
            String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            if (line.isEmpty()) {
                check.problem(key, "`" + key + "` has an empty text, which every line contains");
            } else if (line.contains("\n")) {
                check.problem(
                        key,
                        "`" + key + "` looks at one line at a time; give a list of texts, or use `lines_present`,"
                                + " `lines_absent` or `section`");
            } else {
                texts.add(line);
            }
        }
        if (check.items(key).isEmpty()) {
            check.problem(key, "`" + key + "` has no text");
        }
        return texts;
    }

    /** Regular expressions for lines. */
    List<Pattern> patterns(String key) {
        var patterns = new ArrayList<Pattern>();
        for (Node item : check.items(key)) {
            if (!(item instanceof Scalar scalar) || scalar.type() == Type.NULL) {
                problems.add(item.mark(), "`" + key + "` needs a regular expression, found " + item.kind());
                continue;
            }
            Pattern pattern = wanted.pattern(scalar.text(), item);
            if (pattern != null && scalar.text().isEmpty()) {
                problems.add(item.mark(), "`" + key + "` has an empty pattern, which is found in every line");
            } else if (pattern != null) {
                patterns.add(pattern);
            }
        }
        if (check.has(key) && check.items(key).isEmpty()) {
            check.problem(key, "`" + key + "` has no pattern");
        }
        return patterns;
    }

    private @Nullable Expectation section(Node node) {
        if (node instanceof Mapping mapping) {
            return new Expectation.Sections(wanted.sections(mapping));
        }
        if (!(node instanceof Scalar scalar) || scalar.text().isBlank()) {
            problems.add(
                    node.mark(),
                    "`section` needs the first line of a section, or a mapping of such lines to what stands below, found "
                            + node.kind());
            return null;
        }
        section = wanted.line(scalar.text().strip(), List.of(), node);
        for (String kind : List.of("that", "rows_all", "rows_any", "same_as", "unique", "same")) {
            if (check.has(kind)) {
                check.problem("section", "`section` does not narrow `" + kind + "`; make each a check");
            }
        }
        boolean alone = KINDS.stream()
                .noneMatch(kind -> kind.matches("(not_)?(contains|matches)|lines_.*|count") && check.has(kind));
        return alone && section != null ? new Expectation.Sections(List.of(section)) : null;
    }

    private @Nullable Expectation count(Node node) {
        if (!(node instanceof Mapping)) {
            Integer exact = check.integer("count", 0, MOST);
            return exact == null ? null : new Expectation.Count(null, null, exact, exact);
        }
        Fields fields = Objects.requireNonNull(check.child("count"));
        Expression where = expression(fields, "where", "count.where", Sight.ROW);
        Node matches = fields.node("matches");
        String regex = fields.text("matches");
        Pattern pattern = matches == null || regex == null ? null : wanted.pattern(regex, matches);
        Integer exact = fields.integer("equals", 0, MOST);
        Integer least = fields.integer("min", 0, MOST);
        Integer most = fields.integer("max", 0, MOST);
        int before = problems.size();
        fields.done();
        if (fields.has("where") && fields.has("matches")) {
            fields.problem("matches", "`count` is of rows (`where`) or of lines (`matches`), not of both");
        }
        boolean bounded = fields.has("min") || fields.has("max");
        if (fields.has("equals") == bounded && before == problems.size()) {
            problems.add(node.mark(), "`count` needs `equals`, or `min` and `max` or one of them");
        }
        if (least != null && most != null && least > most) {
            fields.problem("max", "`max` (" + most + ") is less than `min` (" + least + ")");
        }
        return exact != null
                ? new Expectation.Count(where, pattern, exact, exact)
                : new Expectation.Count(
                        where,
                        pattern,
                        Objects.requireNonNullElse(least, 0),
                        Objects.requireNonNullElse(most, Integer.MAX_VALUE));
    }

    private @Nullable Expectation sameAs(Node node) {
        if (node instanceof Mapping) {
            Fields other = Objects.requireNonNull(check.child("same_as"));
            String of = other.text("of");
            other.done();
            if (of == null || of.isBlank()) {
                problems.add(node.mark(), "`same_as` needs `of`: with which command or step the answer is compared");
                return null;
            }
            return new Expectation.SameAsStep(of.strip());
        }
        String text = check.text("same_as");
        FirstRun first = check.oneOf("first_run", FirstRun.class);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            check.problem("same_as", "`same_as` is empty; it needs `" + LAST_RUN + "` or a file");
            return null;
        }
        if (text.equals(LAST_RUN)) {
            return new Expectation.SameAsLastRun(first == FirstRun.SKIP);
        }
        baseline = node.mark();
        boolean home = text.startsWith("~/");
        return new Expectation.SameAsFile(
                new Template(home ? text.replaceFirst("~", System.getProperty("user.home")) : text),
                node.mark().folder());
    }

    /** What a run without an earlier one makes of a comparison with it. */
    enum FirstRun {
        ERROR,
        SKIP
    }
}
