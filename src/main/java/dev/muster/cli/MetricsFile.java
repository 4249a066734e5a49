package dev.muster.cli;

import dev.muster.result.RunInfo;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** {@code metrics.prom}: the run's counters as a Prometheus textfile collector reads them; see {@code docs/results.md}. */
final class MetricsFile {
    static final String NAME = "metrics.prom";

    private final Path file;
    private final RunInfo run;
    private final StringBuilder text = new StringBuilder();

    MetricsFile(RunInfo run) {
        this.file = run.folder().resolve(NAME);
        this.run = run;
    }

    /** What a run is at one moment. */
    record Moment(Tally tally, int running, long syncs, Duration elapsed, boolean ended) {}

    /** Readers see the old file or the new one; where it cannot be written, the run goes on. */
    void write(Moment now) {
        try {
            StatusFile.replace(file, text(now).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }

    String text(Moment now) {
        text.setLength(0);
        gauge("muster_run_info", "The run that these figures are of.");
        text.append("muster_run_info{job=\"")
                .append(escaped(run.job()))
                .append("\",run=\"")
                .append(escaped(run.id()))
                .append("\"} 1\n");
        gauge("muster_run_devices", "Devices of the run.");
        sample("muster_run_devices", "", run.devices());
        gauge("muster_run_devices_running", "Devices that are worked on now.");
        sample("muster_run_devices_running", "", now.running());
        counter("muster_run_devices_ended_total", "Devices that have ended, by status.");
        for (Status status : Status.values()) {
            sample(
                    "muster_run_devices_ended_total",
                    label("status", status.label()),
                    now.tally().count(status));
        }
        counter("muster_run_failures_total", "Devices that are not ok, by failure kind; only kinds that happened.");
        now.tally()
                .byFailure()
                .forEach((kind, count) -> sample("muster_run_failures_total", label("kind", kind), count));
        counter("muster_run_commands_total", "Commands and dialogues sent, of devices that have ended.");
        sample("muster_run_commands_total", "", now.tally().commands());
        counter("muster_run_journal_syncs_total", "Waits for the disk by the journal.");
        sample("muster_run_journal_syncs_total", "", (double) now.syncs());
        gauge("muster_run_start_time_seconds", "When the run began, in seconds since 1970.");
        sample("muster_run_start_time_seconds", "", run.started().toEpochMilli() / 1000.0);
        gauge("muster_run_elapsed_seconds", "How long the run has taken so far.");
        sample("muster_run_elapsed_seconds", "", now.elapsed().toMillis() / 1000.0);
        gauge("muster_run_ended", "1 when the run has ended, else 0.");
        sample("muster_run_ended", "", now.ended() ? 1 : 0);
        return text.toString();
    }

    private void gauge(String name, String help) {
        head(name, help, "gauge");
    }

    private void counter(String name, String help) {
        head(name, help, "counter");
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, double value) {
        text.append(name).append("{job=\"").append(escaped(run.job())).append('"');
        text.append(labels).append("} ");
        text.append(
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value));
        text.append('\n');
    }

    private static String label(String name, String value) {
        return "," + name + "=\"" + escaped(value) + "\"";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
