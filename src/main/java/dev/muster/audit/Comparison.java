package dev.muster.audit;

import dev.muster.expression.ExpressionException;
import dev.muster.result.Output;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether answers are what a file or an earlier run has. */
final class Comparison {
    private final Answers answers;
    private final List<Pattern> ignore;

    Comparison(Answers answers, List<Pattern> ignore) {
        this.answers = answers;
        this.ignore = ignore;
    }

    List<String> with(Expectation.SameAsFile baseline, Map<String, @Nullable Object> names)
            throws ExpressionException, IOException {
        Path file = baseline.path(names);
        List<String> expected;
        try {
            var output = new Output(null, file.toAbsolutePath(), Files.size(file), "");
            expected = bare(answers.reading().all(output, answers.folder(), ignore));
        } catch (NoSuchFileException e) {
            throw new CannotTell("there is no baseline " + Shown.line(file.toString()));
        }
        return difference(expected, bare(answers.lines(ignore)), "differs from " + Shown.line(file.toString()));
    }

    List<String> with(Answers other, String of) throws IOException {
        return difference(bare(other.lines(ignore)), bare(answers.lines(ignore)), "differs from " + Shown.quoted(of));
    }

    List<String> with(EarlierRuns earlier) throws IOException {
        var violations = new ArrayList<String>();
        for (StepResult step : answers.steps()) {
            EarlierRuns.Answer answer = earlier.answer(answers.device(), step.name(), step.command());
            if (answer == null) {
                throw new NoEarlierRun("no earlier run of this job has an answer to " + Shown.quoted(step.command())
                        + " of this device; the next run is compared with this one");
            }
            violations.addAll(difference(answer, step));
        }
        return violations;
    }

    private List<String> difference(EarlierRuns.Answer answer, StepResult step) throws IOException {
        Output now = Answers.output(step);
        if (now.bytes() == answer.output().bytes()
                && Objects.equals(now.sha256(), answer.output().sha256())) {
            return List.of();
        }
        List<String> before = bare(answers.reading().all(answer.output(), answer.folder(), ignore));
        List<String> after = bare(answers.reading().all(now, answers.folder(), ignore));
        return difference(before, after, "differs from run " + Shown.line(answer.run()));
    }

    private static List<String> difference(List<String> expected, List<String> found, String head) {
        List<String> lines = TextDiff.of(expected, found);
        if (lines.isEmpty()) {
            return List.of();
        }
        var difference = new ArrayList<String>();
        difference.add(head + ":");
        lines.forEach(line -> difference.add(Shown.line(line)));
        return difference;
    }

    /** Blanks at the ends of lines and empty lines at the ends do not count. */
    private static List<String> bare(List<String> lines) {
        var bare = new ArrayList<String>(lines.size());
        lines.forEach(line -> bare.add(line.stripTrailing()));
        while (!bare.isEmpty() && bare.getLast().isEmpty()) {
            bare.removeLast();
        }
        int first = 0;
        while (first < bare.size() && bare.get(first).isEmpty()) {
            first++;
        }
        return bare.subList(first, bare.size());
    }

    /** There is nothing yet to compare with. */
    static final class NoEarlierRun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEarlierRun(String reason) {
            super(reason, null, false, false);
        }
    }
}
