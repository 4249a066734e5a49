package dev.muster.report;

import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.Phase;
import dev.muster.result.RunInfo;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.result.Timing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of {@code results.json}, as they also stand in {@code results.jsonl} and in the stream of events. */
public final class ResultJson {
    private ResultJson() {}

    /** The fields of {@code run}, into the object that is open. */
    public static void run(JsonOut json, RunInfo run) throws IOException {
        json.field("id", run.id());
        json.field("job", run.job());
        json.field("source", run.source());
        json.field("started", run.started());
        json.field("max_workers", run.maxWorkers());
        json.field("devices", run.devices());
    }

    /** The fields of a device, into the object that is open. */
    public static void device(JsonOut json, DeviceResult result) throws IOException {
        json.field("device", result.device());
        json.field("host", result.host());
        json.field("platform", result.platform());
        json.field("hostname", result.hostname());
        json.field("prompt", result.prompt());
        json.field("mode", result.mode());
        json.field("status", result.status().label());
        failure(json, result.decisive().failure());
        json.field("attempts", result.attempts());
        timings(json, result.timing());
        json.array("steps");
        for (StepResult step : result.steps()) {
            step(json, step);
        }
        json.end();
        checks(json, result.checks());
    }

    /** Writes the field {@code checks}. */
    public static void checks(JsonOut json, List<CheckResult> checks) throws IOException {
        json.array("checks");
        for (CheckResult check : checks) {
            json.object();
            json.field("name", check.name());
            json.field("of", check.of());
            json.field("status", check.status().label());
            json.field("severity", check.severity().label());
            json.field("detail", check.detail());
            json.field("why", check.why());
            json.field("fix", check.fix());
            json.end();
        }
        json.end();
    }

    /** How many checks do not hold. */
    public static long failed(List<CheckResult> checks) {
        return checks.stream().filter(check -> !check.holds()).count();
    }

    /**
     * The fields of {@code summary}, into the object that is open.
     *
     * @param checksFailed of all devices and across them
     */
    public static void summary(JsonOut json, Tally tally, long checksFailed) throws IOException {
        json.field("devices", tally.devices());
        for (Status status : Status.values()) {
            json.field(status.label(), tally.count(status));
        }
        json.object("failures");
        for (Map.Entry<String, Integer> kind : tally.byFailure().entrySet()) {
            json.field(kind.getKey(), kind.getValue());
        }
        json.end();
        json.field("checks_failed", checksFailed);
        json.field("commands", tally.commands());
        json.field("elapsed_ms", tally.elapsed().toMillis());
        json.field("stopped", tally.stopped().isEmpty() ? null : tally.stopped());
    }

    /** Writes the field {@code failure}. */
    public static void failure(JsonOut json, @Nullable Failure failure) throws IOException {
        if (failure == null) {
            json.nothing("failure");
            return;
        }
        json.object("failure");
        json.field("kind", failure.kind().label());
        json.field("stage", failure.stage().label());
        json.field("message", failure.message());
        json.field("expected", failure.expected());
        json.field("last_output", failure.lastOutput());
        json.field("hint", failure.hint());
        json.end();
    }

    private static void timings(JsonOut json, Timing timing) throws IOException {
        json.object("timings");
        for (Phase phase : Phase.values()) {
            json.field(Labels.millis(phase), timing.millis(phase));
        }
        json.field("total_ms", timing.total().toMillis());
        json.end();
    }

    private static void step(JsonOut json, StepResult step) throws IOException {
        Output output = step.output();
        json.object();
        json.field("name", step.name());
        json.field("command", step.command());
        json.field("status", step.status().label());
        json.field("output", output == null ? null : output.text());
        json.field("output_file", output == null ? null : Labels.path(output));
        if (output == null) {
            json.nothing("bytes");
        } else {
            json.field("bytes", output.bytes());
        }
        json.field("sha256", output == null ? null : output.sha256());
        Parsed parsed = step.parsed();
        json.field("parse_status", parsed == null ? null : parsed.status().label());
        if (parsed == null) {
            json.nothing("rows");
        } else {
            json.value("rows", parsed.rows());
        }
        json.field("elapsed_ms", step.elapsed().toMillis());
        json.end();
    }
}
