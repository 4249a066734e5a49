package dev.muster.cli;

import dev.muster.history.DeviceRow;
import dev.muster.history.Drift;
import dev.muster.history.Questions;
import dev.muster.history.Questions.Often;
import dev.muster.history.RunRow;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The history for people. */
final class HistoryText {
    private static final int SHOWN = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Console console;

    HistoryText(Console console) {
        this.console = console;
    }

    /** A line for each run. */
    void runs(List<RunRow> runs, boolean ofAllJobs) throws IOException {
        var table = new ArrayList<List<String>>();
        table.add(List.of("job", "run", "started", "took", "devices", "ok", "checks", "changed", ""));
        for (RunRow run : runs) {
            table.add(List.of(
                    run.job(),
                    run.id(),
                    time(run.started()),
                    run.ended() ? Spans.exact(run.elapsed()) : "",
                    String.valueOf(run.devices()),
                    share(run.ok(), run.devices()),
                    checks(run.checks()),
                    run.changed() == null ? "-" : String.valueOf(run.changed()),
                    remark(run)));
        }
        table(table, ofAllJobs ? 0 : 1);
    }

    private static String remark(RunRow run) {
        return run.ended() ? run.stopped().isEmpty() ? "" : "stopped: " + run.stopped() : "has not ended";
    }

    private static String checks(RunRow.Checks checks) {
        return checks.all() == 0 ? "-" : share(checks.pass(), checks.all());
    }

    /** Rounded down: 100 % means all. */
    private static String share(int part, int whole) {
        if (whole == 0) {
            return "-";
        }
        long tenths = 1000L * part / whole;
        return part == whole ? "100%" : String.format(Locale.ROOT, "%d.%d%%", tenths / 10, tenths % 10);
    }

    /** What a job's runs have in common, and what its last one changed. */
    void job(Questions questions, String job, int runs) throws IOException {
        often("not ok most often", questions.failing(job, runs, SHOWN));
        often("checks that failed most", questions.failingChecks(job, runs, SHOWN));
        List<Drift> drifts = questions.drift(job);
        if (!drifts.isEmpty()) {
            console.out("\nchanged in the last run (muster diff --last " + Visible.line(job) + ")\n");
            for (Drift drift : drifts.subList(0, Math.min(SHOWN, drifts.size()))) {
                console.out("  " + Visible.line(text(drift)) + "\n");
            }
            if (drifts.size() > SHOWN) {
                console.out("  and " + (drifts.size() - SHOWN) + " more\n");
            }
        }
    }

    private void often(String title, List<Often> list) throws IOException {
        if (!list.isEmpty()) {
            console.out("\n" + title + "\n");
            for (Often one : list) {
                console.out(Visible.line("  " + one.times() + " of these runs  " + one.name() + "  " + one.why())
                                .stripTrailing()
                        + "\n");
            }
        }
    }

    private static String text(Drift drift) {
        var text = new StringJoiner(", ");
        if (!drift.after().isEmpty()) {
            text.add(drift.before() + " -> " + drift.after());
        }
        drift.commands().forEach(command -> text.add(command.lines().findFirst().orElse("")));
        return drift.device() + "  " + text;
    }

    /** A line for each run of a device. */
    void device(List<DeviceRow> rows, boolean ofAllJobs) throws IOException {
        var table = new ArrayList<List<String>>();
        table.add(List.of(
                "job", "run", "started", "status", "took", "connect", "checks", "changed answers, failing checks"));
        for (DeviceRow row : rows) {
            var more = new StringJoiner("; ");
            if (!row.failure().isEmpty()) {
                more.add(row.failure());
            }
            row.changed()
                    .forEach(command -> more.add(command.lines().findFirst().orElse("")));
            row.failing().forEach(check -> more.add("check `" + check + "`"));
            int checks = row.passing() + row.failing().size();
            table.add(List.of(
                    row.job(),
                    row.run(),
                    time(row.started()),
                    row.status(),
                    Spans.exact(row.took()),
                    row.connect().toMillis() + " ms",
                    checks == 0 ? "-" : row.passing() + "/" + checks,
                    more.toString()));
        }
        table(table, ofAllJobs ? 0 : 1);
    }

    private static String time(Instant when) {
        return TIME.format(when);
    }

    /** @param from the first column that is shown */
    private void table(List<List<String>> lines, int from) throws IOException {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = from; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Visible.line(line.get(i)).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> line : lines) {
            var row = new StringBuilder();
            for (int i = from; i < widths.length; i++) {
                String cell = Visible.line(line.get(i));
                row.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        console.out(text.toString());
    }
}
