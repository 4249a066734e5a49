package dev.muster.cli;

import dev.muster.report.JsonOut;
import dev.muster.report.ResultJson;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The events of a run on standard output, a JSON object on a line each ({@code --json}); see {@code docs/results.md}. */
final class EventStream implements RunListener {
    /** JSON need not escape these, but a terminal may obey them. */
    private static final Pattern CONTROL = Pattern.compile("[\\x7f-\\x9f]");

    private final Console console;
    private long checksFailed;

    EventStream(Console console) {
        this.console = console;
    }

    @Override
    public boolean followsSteps() {
        return true;
    }

    @Override
    public void on(RunEvent event) throws IOException {
        var line = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(line)) {
            json.object();
            write(json, event);
            json.end();
        }
        line.write('\n');
        console.out(CONTROL.matcher(line.toString(StandardCharsets.UTF_8))
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0))));
    }

    private void write(JsonOut json, RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> {
                json.field("event", "started");
                json.object("run");
                ResultJson.run(json, started.run());
                json.end();
            }
            case RunEvent.DeviceStarted started -> {
                json.field("event", "device_started");
                json.field("index", started.index());
                json.field("device", started.device());
                json.field("when", started.when());
            }
            case RunEvent.DeviceEnded ended -> {
                checksFailed += ResultJson.failed(ended.result().checks());
                json.field("event", "device_ended");
                json.field("index", ended.result().index());
                json.object("result");
                ResultJson.device(json, ended.result());
                json.end();
            }
            case RunEvent.Activity activity -> activity(json, activity);
            case RunEvent.FleetChecked checked -> {
                checksFailed += ResultJson.failed(checked.checks());
                json.field("event", "fleet_checked");
                ResultJson.checks(json, checked.checks());
            }
            case RunEvent.Notice notice -> {
                json.field("event", "notice");
                json.field("text", notice.text());
            }
            case RunEvent.RunEnded ended -> {
                json.field("event", "ended");
                json.object("summary");
                ResultJson.summary(json, ended.tally(), checksFailed);
                json.end();
            }
        }
    }

    private static void activity(JsonOut json, RunEvent.Activity activity) throws IOException {
        switch (activity) {
            case RunEvent.StepBegan began -> {
                json.field("event", "step_started");
                json.field("index", began.index());
                json.field("device", began.device());
                json.field("step", began.step());
                json.field("command", began.command());
                json.field("when", began.when());
            }
            case RunEvent.StepEnded ended -> {
                json.field("event", "step_ended");
                json.field("index", ended.index());
                json.field("device", ended.device());
                json.field("step", ended.step());
                json.field("command", ended.command());
                json.field("status", ended.status().label());
                json.field("elapsed_ms", ended.elapsed().toMillis());
            }
            case RunEvent.DeviceRetried retried -> write(json, retried);
        }
    }

    private static void write(JsonOut json, RunEvent.DeviceRetried retried) throws IOException {
        json.field("event", "device_retried");
        json.field("index", retried.index());
        json.field("device", retried.device());
        json.field("attempt", retried.attempt());
        json.field("failure", retried.failure().kind().label());
        json.field("message", retried.failure().message());
        json.field("pause_ms", retried.pause().toMillis());
    }
}
