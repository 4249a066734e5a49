package dev.muster.audit;

import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at what one device answered. */
public final class DeviceAudit {
    private final Map<String, @Nullable Object> known;
    private final DeviceResult device;
    private final SeenNames names;
    private final Surroundings around;

    /** Called again and again while large outputs are read; may throw to end that. */
    public interface Pace {
        void breathe() throws IOException;
    }

    /**
     * What checks need beside the result.
     *
     * @param folder the run's, from which the files of large outputs are named
     */
    public record Surroundings(Path folder, EarlierRuns earlier, Pace pace) {}

    /** @param known what expressions see of the device before it runs */
    public DeviceAudit(Map<String, @Nullable Object> known, DeviceResult device, Surroundings around) {
        this.known = known;
        this.device = device;
        this.names = SeenNames.of(known, device);
        this.around = around;
    }

    /** What the checks find that look at one device, in their order; never throws for what a device said. */
    public List<CheckResult> results(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.isAcrossDevices())
                .map(this::result)
                .toList();
    }

    private CheckResult result(Check check) {
        try {
            String other = notConcerned(check);
            if (!other.isEmpty()) {
                return check.result(CheckStatus.SKIPPED, other);
            }
            var violations = new ArrayList<String>();
            for (Expectation expectation : check.expectations()) {
                violations.addAll(violations(check, expectation));
            }
            return violations.isEmpty()
                    ? check.result(CheckStatus.PASS, "")
                    : check.result(CheckStatus.FAIL, Shown.lines(violations));
        } catch (Comparison.NoEarlierRun e) {
            boolean skips = check.expectations().stream()
                    .anyMatch(each -> each instanceof Expectation.SameAsLastRun last && last.skipsFirst());
            return check.result(skips ? CheckStatus.SKIPPED : CheckStatus.ERROR, String.valueOf(e.getMessage()));
        } catch (ExpressionException | IOException | RuntimeException | StackOverflowError e) {
            return check.result(CheckStatus.ERROR, why(e));
        }
    }

    static String why(Throwable e) {
        if (e instanceof CannotTell reason) {
            return reason.reason();
        }
        if (e instanceof ExpressionException) {
            return Shown.line(String.valueOf(e.getMessage()));
        }
        return e instanceof IOException
                ? "the output cannot be read: " + Shown.line(String.valueOf(e.getMessage()))
                : "a bug in Muster, please report it: " + Shown.line(e.toString());
    }

    /** Why a check does not concern the device; empty when it does. */
    String notConcerned(Check check) throws ExpressionException {
        Expression select = check.select();
        if (select != null && !isTrue("select", select, known)) {
            return "select: " + select + " is false";
        }
        Expression when = check.when();
        return when != null && !isTrue("when", when, names.names()) ? "when: " + when + " is false" : "";
    }

    private static boolean isTrue(String key, Expression condition, Map<String, ?> names) throws ExpressionException {
        try {
            return condition.isTrue(names);
        } catch (ExpressionException e) {
            throw new CannotTell(key + ": " + Shown.quoted(condition.toString()) + ": "
                    + Shown.line(String.valueOf(e.getMessage())));
        }
    }

    private Answers answers(Check check) {
        return answers(check.of());
    }

    private Answers answers(String of) {
        return new Answers(device, of, around.folder(), new OutputLines(around.pace()::breathe));
    }

    private List<String> violations(Check check, Expectation expectation) throws ExpressionException, IOException {
        Answers answers = answers(check);
        return switch (expectation) {
            case Expectation.Contains contains -> inText(check, passage -> TextRules.violations(contains, passage));
            case Expectation.Matches matches -> inText(check, passage -> TextRules.violations(matches, passage));
            case Expectation.Lines lines ->
                inText(check, passage -> ConfigRules.violations(lines, passage.lines(), passage.where()));
            case Expectation.Sections sections -> ConfigRules.violations(sections, answers.lines(check.ignore()));
            case Expectation.That that -> that(check, that.condition());
            case Expectation.Rows rows -> rowRules(answers).violations(rows);
            case Expectation.Count count -> count(check, count);
            case Expectation.SameAsFile file -> new Comparison(answers, check.ignore()).with(file, known);
            case Expectation.SameAsLastRun last -> new Comparison(answers, check.ignore()).with(around.earlier());
            case Expectation.SameAsStep step ->
                new Comparison(answers, check.ignore()).with(answers(step.of()), step.of());
            case Expectation.Unique unique -> List.of();
            case Expectation.Same same -> List.of();
        };
    }

    private RowRules rowRules(Answers answers) {
        return new RowRules(answers.rows(), names.names());
    }

    private interface Rule {
        List<String> violations(Passage passage) throws IOException;
    }

    private List<String> inText(Check check, Rule rule) throws IOException {
        List<Passage> passages = Passage.of(check, answers(check));
        if (passages.isEmpty()) {
            WantedLine head = check.section();
            return List.of("there is no section " + Shown.quoted(head == null ? "" : head.text()));
        }
        var violations = new ArrayList<String>();
        for (Passage passage : passages) {
            violations.addAll(rule.violations(passage));
        }
        return violations;
    }

    private List<String> that(Check check, Expression condition) throws ExpressionException, IOException {
        if (condition.isTrue(names(check, condition))) {
            return List.of();
        }
        return List.of(Shown.quoted(condition.toString()) + " is false" + values(check, condition));
    }

    private Map<String, @Nullable Object> names(Check check, Expression expression) throws IOException {
        Answers answers = answers(check);
        if (!check.of().isEmpty()) {
            answers.steps();
        }
        return names.with(answers, expression);
    }

    /** What a false condition looked at, as far as it is short. */
    private String values(Check check, Expression condition) throws IOException {
        List<String> values = Operands.of(condition, names(check, condition));
        return values.isEmpty() ? "" : ": " + Shown.first(values, text -> text);
    }

    private List<String> count(Check check, Expectation.Count rule) throws ExpressionException, IOException {
        int[] count = {0};
        Pattern matches = rule.matches();
        if (matches == null) {
            count[0] = rowRules(answers(check)).count(rule.where());
        } else {
            for (Passage passage : Passage.of(check, answers(check))) {
                passage.each((number, line) -> count[0] += Guarded.finds(matches, line) ? 1 : 0);
            }
        }
        if (count[0] >= rule.least() && count[0] <= rule.most()) {
            return List.of();
        }
        String noun = rule.matches() == null ? "row" : "line";
        String of = rule.where() == null
                ? rule.matches() == null
                        ? ""
                        : " with /" + Shown.line(rule.matches().pattern()) + "/"
                : " with " + Shown.quoted(rule.where().toString());
        return List.of(Shown.counted(count[0], noun) + of + ", expected " + bounds(rule));
    }

    private static String bounds(Expectation.Count rule) {
        if (rule.least() == rule.most()) {
            return String.valueOf(rule.least());
        }
        if (rule.most() == Integer.MAX_VALUE) {
            return "at least " + rule.least();
        }
        return rule.least() == 0 ? "at most " + rule.most() : rule.least() + " to " + rule.most();
    }

    /**
     * The value that a check compares across devices.
     *
     * @throws CannotTell when there is none
     */
    String value(Check check, Expression expression) throws ExpressionException, IOException {
        Object value = expression.value(names(check, expression));
        if (value instanceof List<?> list && list.size() == 1) {
            value = list.getFirst(); // serial numbers and the like come as lists from templates, also when there is one
        }
        if (value == null || value.toString().isBlank() || value.equals(List.of())) {
            throw new CannotTell(Shown.quoted(expression.toString()) + " gives nothing");
        }
        return value.toString();
    }
}
