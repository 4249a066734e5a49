package dev.muster.cli;

import dev.muster.history.DeviceChange;
import dev.muster.history.DeviceChange.CheckChange;
import dev.muster.history.DeviceChange.State;
import dev.muster.history.DeviceChange.StepChange;
import dev.muster.history.RowChange;
import dev.muster.history.RunDiff.Sums;
import dev.muster.history.TextChange;
import dev.muster.journal.JournalView;
import dev.muster.journal.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Differences for people: devices that changed alike stand together. */
final class DiffText implements DiffPage {
    /** How many lines are kept to be shown together; devices after that only name what changed. */
    private static final int MOST_KEPT = 200_000;

    private static final int MOST_ROWS = 20;
    private static final int MOST_NAMES = 12;

    private final Console console;
    private final int shownLines;
    private final Map<List<String>, List<String>> alike = new LinkedHashMap<>();
    private final List<String> head = new ArrayList<>();
    private int kept;

    /** @param shownLines how many lines of difference a command shows */
    DiffText(Console console, JournalView before, JournalView after, int shownLines) {
        this.console = console;
        this.shownLines = shownLines;
        head.add("before  " + run(before));
        head.add("after   " + run(after));
    }

    private static String run(JournalView run) {
        RunRecord record = run.state().run();
        return record.id() + "  " + record.job() + "  " + run.state().devices().size() + " devices  "
                + PastRuns.fromHere(run.folder())
                + (run.state().ended() ? "" : "  (has not ended)");
    }

    @Override
    public void add(DeviceChange change) {
        List<String> lines = lines(change, kept < MOST_KEPT);
        List<String> names = alike.get(lines);
        if (names == null) {
            names = new ArrayList<>();
            alike.put(lines, names);
            kept += lines.size();
        }
        names.add(change.device());
    }

    @Override
    public void end(List<CheckChange> fleet, Sums sums) throws IOException {
        var out = new StringBuilder();
        head.forEach(line -> out.append(Visible.line(line)).append('\n'));
        for (Map.Entry<List<String>, List<String>> block : alike.entrySet()) {
            out.append('\n').append(Visible.line(names(block.getValue()))).append('\n');
            block.getKey()
                    .forEach(line -> out.append("  ").append(Visible.line(line)).append('\n'));
            console.out(out.toString());
            out.setLength(0);
        }
        if (!fleet.isEmpty()) {
            out.append("\nacross devices\n");
            fleet.forEach(
                    check -> out.append("  ").append(Visible.line(text(check))).append('\n'));
        }
        console.out(out.append('\n').append(text(sums)).append('\n').toString());
    }

    private static String names(List<String> names) {
        if (names.size() <= MOST_NAMES) {
            return String.join(", ", names);
        }
        return names.size() + " devices alike: " + String.join(", ", names.subList(0, MOST_NAMES)) + " ...";
    }

    private static String text(Sums sums) {
        var text = new StringJoiner(", ");
        text.add(sums.changed() + " changed").add(sums.same() + " the same");
        if (sums.added() > 0) {
            text.add(sums.added() + " only after");
        }
        if (sums.removed() > 0) {
            text.add(sums.removed() + " only before");
        }
        return text.toString();
    }

    private List<String> lines(DeviceChange change, boolean whole) {
        var lines = new ArrayList<String>();
        if (change.before() == null) {
            lines.add("only in the run after: " + state(change.after()));
        } else if (change.after() == null) {
            lines.add("only in the run before: " + state(change.before()));
        } else if (change.endedOtherwise()) {
            lines.add(state(change.before()) + " -> " + state(change.after()));
        }
        change.checks().forEach(check -> lines.add(text(check)));
        for (StepChange step : change.steps()) {
            lines.add(text(step));
            if (whole) {
                details(step, lines);
            }
        }
        return lines;
    }

    private static String state(@Nullable State state) {
        if (state == null) {
            return "";
        }
        return state.failure().isEmpty() ? state.status() : state.status() + " (" + state.failure() + ")";
    }

    private static String text(CheckChange check) {
        String name = "check `" + check.name() + "`";
        if (check.before().isEmpty()) {
            return name + ": new, " + check.after() + detail(check);
        }
        return check.after().isEmpty()
                ? name + ": no more, was " + check.before()
                : name + ": " + check.before() + " -> " + check.after() + detail(check);
    }

    private static String detail(CheckChange check) {
        return check.detail().isEmpty()
                ? ""
                : "  " + check.detail().lines().findFirst().orElse("");
    }

    private static String text(StepChange step) {
        String command = step.command().lines().findFirst().orElse(step.step());
        if (step.before().isEmpty()) {
            return command + ": only in the run after (" + step.after() + ")";
        }
        if (step.after().isEmpty()) {
            return command + ": only in the run before (" + step.before() + ")";
        }
        var text = new StringBuilder(command);
        if (!step.before().equals(step.after())) {
            text.append(": ").append(step.before()).append(" -> ").append(step.after());
        }
        TextChange change = step.text();
        if (change != null && change.added() + change.removed() > 0) {
            text.append("  +").append(change.added()).append(" -").append(change.removed());
        }
        return text.toString();
    }

    private void details(StepChange step, List<String> lines) {
        if (step.rows() != null) {
            rows(step.rows(), lines);
            return;
        }
        if (step.text() != null) {
            TextChange shown = step.text().shortened(shownLines);
            shown.lines().forEach(line -> lines.add("  " + line));
            if (!shown.note().isEmpty()) {
                lines.add("  (" + shown.note()
                        + (shown.lines().size() < step.text().lines().size() ? "; --full shows them)" : ")"));
            }
        }
    }

    private void rows(RowChange rows, List<String> lines) {
        var all = new ArrayList<String>();
        rows.removed().forEach(row -> all.add("  - " + values(row)));
        rows.added().forEach(row -> all.add("  + " + values(row)));
        rows.changed().forEach(row -> {
            var cells = new StringJoiner(", ");
            row.cells()
                    .forEach(cell ->
                            cells.add(cell.column() + " " + value(cell.before()) + " -> " + value(cell.after())));
            all.add("  ~ " + (row.key().isEmpty() ? "" : values(row.key()) + ": ") + cells);
        });
        int most = shownLines == Integer.MAX_VALUE ? shownLines : MOST_ROWS;
        lines.addAll(all.subList(0, Math.min(most, all.size())));
        if (all.size() > most) {
            lines.add("  (" + (all.size() - most) + " more rows; --full shows them)");
        }
    }

    private static String values(Map<String, @Nullable Object> row) {
        var values = new StringJoiner(" ");
        row.forEach((column, value) -> values.add(column + "=" + value(value)));
        return values.toString();
    }

    private static String value(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.isEmpty() ? "\"\"" : text;
    }
}
