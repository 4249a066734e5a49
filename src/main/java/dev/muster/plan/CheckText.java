package dev.muster.plan;

import dev.muster.audit.Check;
import dev.muster.audit.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks as lines of a plan: name, severity, what is looked at, and where each stands. */
final class CheckText {
    private static final int LONGEST = 100;

    private CheckText() {}

    /** The lines with their heading; none where there are no checks. */
    static List<String> of(List<Check> checks) {
        var lines = new ArrayList<String>();
        if (checks.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add("Checks (" + checks.size() + ")");
        for (Check check : checks) {
            lines.add("  " + check.name() + "  " + check.severity().label()
                    + (check.isAcrossDevices() ? "  across devices" : "")
                    + (check.of().isEmpty() ? "" : "  of " + check.of()) + "  (" + check.origin() + ")");
            if (check.select() != null) {
                lines.add("      select " + check.select());
            }
            if (check.when() != null) {
                lines.add("      when " + check.when());
            }
            if (check.section() != null) {
                lines.add("      in section " + check.section().text());
            }
            check.expectations().forEach(each -> lines.add("      " + each.key() + " " + shortened(text(each))));
        }
        return lines;
    }

    private static String text(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Contains contains -> String.join("; ", contains.texts());
            case Expectation.Matches matches ->
                matches.patterns().stream().map(Object::toString).collect(Collectors.joining("; "));
            case Expectation.Lines lines ->
                lines.lines().stream()
                        .map(line -> line.text() + (line.children().isEmpty() ? "" : " ..."))
                        .collect(Collectors.joining("; "));
            case Expectation.Sections sections ->
                sections.heads().stream()
                        .map(head -> head.text() + (head.children().isEmpty() ? "" : " ..."))
                        .collect(Collectors.joining("; "));
            case Expectation.That that -> that.condition().toString();
            case Expectation.Rows rows -> rows.condition().toString();
            case Expectation.Count count -> count(count);
            case Expectation.SameAsFile file ->
                file.folder().resolve(file.file().toString()).toString();
            case Expectation.SameAsLastRun last -> "last_run";
            case Expectation.SameAsStep step -> "the answer to " + step.of();
            case Expectation.Unique unique -> unique.value().toString();
            case Expectation.Same same -> same.value().toString();
        };
    }

    private static String count(Expectation.Count count) {
        String most = count.most() == Integer.MAX_VALUE ? "or more" : "to " + count.most();
        String range = count.least() == count.most() ? "" : " " + most;
        String what = count.matches() != null ? " of lines with /" + count.matches() + "/" : " of rows";
        return count.least() + range + what + (count.where() == null ? "" : " where " + count.where());
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
