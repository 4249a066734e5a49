package dev.muster.plan;

import dev.muster.audit.Check;
import dev.muster.audit.Expectation;
import dev.muster.audit.SeenNames;
import dev.muster.expression.Expression;
import dev.muster.expression.ExpressionException;
import dev.muster.job.JobCheck;
import dev.muster.job.JobCheck.Formula;
import dev.muster.job.JobCheck.Sight;
import dev.muster.job.Step;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the checks of a job with its steps and devices at hand. */
final class CheckPlanner {
    private final List<Step> steps;
    private final Problems problems;

    CheckPlanner(List<Step> steps, Problems problems) {
        this.steps = steps;
        this.problems = problems;
    }

    /** The checks; what is wrong with them is noted. */
    List<Check> checks(List<JobCheck> checks, List<DevicePlan> devices) {
        for (JobCheck each : checks) {
            if (isKnown(each.check().of(), each)) {
                needsRows(each);
            }
            for (Expectation expectation : each.check().expectations()) {
                if (expectation instanceof Expectation.SameAsStep step) {
                    var unused = isKnown(step.of(), each);
                }
            }
            if (!devices.isEmpty()) {
                Map<String, @Nullable Object> names = devices.getFirst().names();
                each.formulas().forEach(formula -> check(formula, each.check(), names));
                baselines(each, devices);
            }
        }
        return checks.stream().map(JobCheck::check).toList();
    }

    private boolean isKnown(String of, JobCheck check) {
        if (of.isEmpty() || !asked(of).isEmpty()) {
            return !of.isEmpty();
        }
        var known = new LinkedHashSet<String>();
        for (Step step : steps) {
            known.add(step.head().name());
            known.addAll(commands(step));
        }
        if (!steps.isEmpty()) {
            problems.add(check.of(), "`of`: no step or command is `" + of + "`" + Suggestion.among(known, of));
        }
        return false;
    }

    /** The steps that a check looks at. */
    private List<Step> asked(String of) {
        List<Step> named =
                steps.stream().filter(step -> step.head().name().equals(of)).toList();
        return named.isEmpty()
                ? steps.stream().filter(step -> commands(step).contains(of)).toList()
                : named;
    }

    private static Set<String> commands(Step step) {
        var commands = new LinkedHashSet<String>();
        if (step instanceof Step.Show show) {
            StepPlanner.templates(show.commands())
                    .forEach(command -> commands.add(command.value().toString()));
        }
        return commands;
    }

    /** Rows that nobody asked for would make every device an error. */
    private void needsRows(JobCheck check) {
        boolean parsed = asked(check.check().of()).stream().anyMatch(CheckPlanner::givesRows);
        if (parsed) {
            return;
        }
        for (Expectation expectation : check.check().expectations()) {
            boolean rows = expectation instanceof Expectation.Rows
                    || (expectation instanceof Expectation.Count count && count.matches() == null);
            if (rows) {
                problems.add(
                        check.mark(),
                        "`" + expectation.key() + "` needs rows, and step `"
                                + check.check().of() + "` has no `parse`");
            }
        }
        check.formulas().stream()
                .filter(formula -> formula.sight() == Sight.ANSWER)
                .filter(formula -> SeenNames.uses(formula.expression().value(), SeenNames.ROWS))
                .forEach(formula -> problems.add(
                        formula.expression().mark(),
                        "`rows` needs `parse` on step `" + check.check().of() + "`"));
    }

    private static boolean givesRows(Step step) {
        return !(step instanceof Step.Show show) || show.options().parse() != null;
    }

    private void check(Formula formula, Check check, Map<String, @Nullable Object> device) {
        var names = new LinkedHashMap<>(device);
        if (formula.sight() != Sight.DEVICE) {
            names.put("steps", stepNames());
        }
        if (formula.sight() == Sight.ANSWER && !check.of().isEmpty()) {
            names.put(SeenNames.ROWS, null);
            names.put(SeenNames.OUTPUT, null);
        }
        Expression expression = formula.expression().value();
        String mistake = expression.mistake(formula.sight() == Sight.ROW ? new Columns(names) : names);
        if (mistake != null) {
            problems.add(formula.expression().mark(), "`" + formula.key() + ": " + expression + "`: " + mistake);
        }
    }

    private Map<String, @Nullable Object> stepNames() {
        var names = new LinkedHashMap<String, @Nullable Object>();
        steps.forEach(step -> names.put(step.head().name(), DeviceSteps.RESULT));
        return names;
    }

    /** Any other name may be a column of the rows to come. */
    private static final class Columns extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        Columns(Map<String, @Nullable Object> names) {
            super(names);
        }

        @Override
        public boolean containsKey(Object name) {
            return true;
        }
    }

    private void baselines(JobCheck check, List<DevicePlan> devices) {
        for (Expectation expectation : check.check().expectations()) {
            if (expectation instanceof Expectation.SameAsFile file && check.baseline() != null) {
                baselines(check, file, devices);
            }
        }
    }

    /** Told about the first device that lacks one, and how many more do. */
    private void baselines(JobCheck check, Expectation.SameAsFile baseline, List<DevicePlan> devices) {
        String first = null;
        int more = 0;
        var readable = new LinkedHashSet<Path>();
        for (DevicePlan device : devices) {
            String mistake = mistake(check.check(), baseline, device, readable);
            more += first != null && mistake != null ? 1 : 0;
            first = first == null ? mistake : first;
        }
        if (first != null && check.baseline() != null) {
            String hint = Suggestion.among(List.of("last_run"), baseline.file().toString());
            problems.add(
                    check.baseline(),
                    first + (more > 0 ? ", and " + more + " more" : "") + (hint.contains("did you mean") ? hint : ""));
        }
    }

    private static @Nullable String mistake(
            Check check, Expectation.SameAsFile baseline, DevicePlan device, Set<Path> readable) {
        try {
            Expression select = check.select();
            if (select != null && !select.isTrue(device.names())) {
                return null;
            }
            Path file = baseline.path(device.names());
            if (readable.contains(file)) {
                return null;
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                return "no baseline " + file + " that can be read (device " + device.name() + ")";
            }
            readable.add(file);
            return null;
        } catch (ExpressionException e) {
            return "`" + baseline.file() + "` cannot be filled in (device " + device.name() + "): " + e.getMessage();
        }
    }
}
