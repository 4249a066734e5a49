package dev.muster.cli;

import dev.muster.history.DeviceRow;
import dev.muster.history.Drift;
import dev.muster.history.RunRow;
import dev.muster.report.JsonOut;
import java.io.IOException;
import java.util.List;

/** The history for programs. */
final class HistoryJson {
    private final Console console;

    HistoryJson(Console console) {
        this.console = console;
    }

    /** @param drifts what the newest run of a job changed */
    void runs(List<RunRow> runs, List<Drift> drifts) throws IOException {
        try (JsonOut json = JsonOut.indented(console.bytes(), 0)) {
            json.object();
            json.array("runs");
            for (RunRow run : runs) {
                run(json, run);
            }
            json.end();
            json.array("changed");
            for (Drift drift : drifts) {
                json.object();
                json.field("device", drift.device());
                json.field("before", drift.before().isEmpty() ? null : drift.before());
                json.field("after", drift.after().isEmpty() ? null : drift.after());
                json.value("commands", drift.commands());
                json.end();
            }
            json.end();
            json.end();
        }
        console.out("\n");
    }

    private static void run(JsonOut json, RunRow run) throws IOException {
        json.object();
        json.field("id", run.id());
        json.field("job", run.job());
        json.field("source", run.source());
        json.field("folder", run.folder());
        json.field("started", run.started());
        json.field("elapsed_ms", run.elapsed().toMillis());
        json.value("ended", run.ended());
        json.field("stopped", run.stopped().isEmpty() ? null : run.stopped());
        json.field("devices", run.devices());
        json.field("ok", run.ok());
        json.field("commands", run.commands());
        json.object("checks");
        json.field("pass", run.checks().pass());
        json.field("fail", run.checks().fail());
        json.field("error", run.checks().error());
        json.end();
        json.value("changed", run.changed());
        json.end();
    }

    /** One device over time. */
    void device(String name, List<DeviceRow> rows) throws IOException {
        try (JsonOut json = JsonOut.indented(console.bytes(), 0)) {
            json.object();
            json.field("device", name);
            json.array("runs");
            for (DeviceRow row : rows) {
                json.object();
                json.field("id", row.run());
                json.field("job", row.job());
                json.field("started", row.started());
                json.field("status", row.status());
                json.field("failure", row.failure().isEmpty() ? null : row.failure());
                json.field("message", row.message());
                json.field("attempts", row.attempts());
                json.field("total_ms", row.took().toMillis());
                json.field("connect_ms", row.connect().toMillis());
                json.field("checks_pass", row.passing());
                json.value("checks_failing", row.failing());
                json.value("changed", row.changed());
                json.end();
            }
            json.end();
            json.end();
        }
        console.out("\n");
    }
}
