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
import dev.muster.report.JsonOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Differences for programs, written as they are found. */
final class DiffJson implements DiffPage {
    private final JsonOut json;
    private final Console console;

    DiffJson(Console console, JournalView before, JournalView after) throws IOException {
        this.console = console;
        this.json = JsonOut.indented(console.bytes(), 0);
        json.object();
        run("before", before);
        run("after", after);
        json.array("devices");
    }

    private void run(String name, JournalView run) throws IOException {
        RunRecord record = run.state().run();
        json.object(name);
        json.field("id", record.id());
        json.field("job", record.job());
        json.field("started", record.started());
        json.field("folder", run.folder().toString());
        json.value("ended", run.state().ended());
        json.end();
    }

    @Override
    public void add(DeviceChange change) throws IOException {
        json.object();
        json.field("device", change.device());
        json.value("before", state(change.before()));
        json.value("after", state(change.after()));
        json.array("steps");
        for (StepChange step : change.steps()) {
            step(step);
        }
        json.end();
        checks(change.checks());
        json.end();
    }

    private static @Nullable Map<String, @Nullable Object> state(@Nullable State state) {
        if (state == null) {
            return null;
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("status", state.status());
        map.put("failure", orNull(state.failure()));
        map.put("message", orNull(state.message()));
        return map;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void step(StepChange step) throws IOException {
        json.object();
        json.field("name", step.step());
        json.field("command", step.command());
        json.field("before", orNull(step.before()));
        json.field("after", orNull(step.after()));
        TextChange text = step.text();
        if (text != null) {
            json.field("added", text.added());
            json.field("removed", text.removed());
            json.value("diff", text.lines());
            json.field("note", orNull(text.note()));
        }
        RowChange rows = step.rows();
        if (rows != null) {
            json.object("rows");
            json.value("key", rows.key());
            json.value("added", rows.added());
            json.value("removed", rows.removed());
            json.value("changed", changed(rows));
            json.end();
        }
        json.end();
    }

    private static List<Map<String, @Nullable Object>> changed(RowChange rows) {
        var changed = new ArrayList<Map<String, @Nullable Object>>();
        for (RowChange.Changed row : rows.changed()) {
            var cells = new LinkedHashMap<String, @Nullable Object>();
            row.cells().forEach(cell -> {
                var values = new LinkedHashMap<String, @Nullable Object>();
                values.put("before", cell.before());
                values.put("after", cell.after());
                cells.put(cell.column(), values);
            });
            var map = new LinkedHashMap<String, @Nullable Object>();
            map.put("key", row.key());
            map.put("columns", cells);
            changed.add(map);
        }
        return changed;
    }

    private void checks(List<CheckChange> checks) throws IOException {
        json.array("checks");
        for (CheckChange check : checks) {
            json.object();
            json.field("name", check.name());
            json.field("of", check.of());
            json.field("before", orNull(check.before()));
            json.field("after", orNull(check.after()));
            json.field("detail", check.detail());
            json.end();
        }
        json.end();
    }

    @Override
    public void end(List<CheckChange> fleet, Sums sums) throws IOException {
        json.end();
        json.object("fleet");
        checks(fleet);
        json.end();
        json.object("summary");
        json.field("same", sums.same());
        json.field("changed", sums.changed());
        json.field("only_after", sums.added());
        json.field("only_before", sums.removed());
        json.end();
        json.end();
        json.close();
        console.out("\n");
    }
}
