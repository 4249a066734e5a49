package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import dev.muster.page.Question.Reply;
import dev.muster.result.Failure;
import dev.muster.result.Phase;
import dev.muster.result.RunInfo;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What the page needs from the first moment, as columns: a few dozen bytes for each device. */
final class PageData {
    /** Raised when a page's scripts could not read the data of a page made before. */
    private static final int FORMAT = 1;

    private static final List<Status> STATES = List.of(Status.values());
    private static final List<String> PHASES = Arrays.stream(Phase.values())
            .map(phase -> phase.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Json json = new Json();
    private final List<DeviceFacts> devices;
    private final Map<String, Integer> rows = new HashMap<>();

    PageData(List<DeviceFacts> devices) {
        this.devices = devices;
        for (int row = 0; row < devices.size(); row++) {
            rows.put(devices.get(row).name(), row);
        }
        json.object().field("format", FORMAT);
    }

    /** The JSON so far. */
    Json json() {
        return json;
    }

    void run(RunInfo run, Tally tally) {
        json.object("run")
                .field("id", run.id())
                .field("job", run.job())
                .field("source", run.source())
                .field("started", Moment.text(run.started()))
                .field("workers", run.maxWorkers())
                .endObject();
        json.object("summary").field("devices", tally.devices());
        for (Status status : Status.values()) {
            json.field(status.label(), tally.count(status));
        }
        json.field("commands", tally.commands())
                .field("elapsed", tally.elapsed().toMillis())
                .field("stopped", tally.stopped());
        json.object("failures");
        tally.byFailure().forEach(json::field);
        json.endObject().endObject();
    }

    /** The columns of the devices; fills the chunk of what failed. */
    void devices(Json failures) {
        json.array("states");
        for (Status status : Status.values()) {
            json.value(status.label());
        }
        json.endArray();
        json.object("devices");
        numbers("index", DeviceFacts::index);
        texts("name", DeviceFacts::name);
        texts("host", DeviceFacts::host);
        choice("platform", DeviceFacts::platform);
        choice("site", DeviceFacts::site);
        texts("prompt", DeviceFacts::prompt);
        choice("status", device -> device.status().label());
        numbers("attempts", DeviceFacts::attempts);
        numbers("start", DeviceFacts::started);
        for (int place = 0; place < PHASES.size(); place++) {
            int phase = place;
            numbers(PHASES.get(phase), device -> device.phases().get(phase));
        }
        numbers("total", DeviceFacts::total);
        var causes = new Causes();
        numbers("cause", causes::of);
        json.endObject();
        causes.write(json);
        failures(failures);
    }

    private void failures(Json failures) {
        failures.array();
        for (int row = 0; row < devices.size(); row++) {
            DeviceFacts device = devices.get(row);
            if (device.status() != Status.OK) {
                Failure failure = device.failure();
                String expected = failure == null ? null : failure.expected();
                failures.array()
                        .value(row)
                        .value(device.outcome().message())
                        .value(expected == null ? "" : expected)
                        .value(failure == null ? "" : failure.hint())
                        .endArray();
            }
        }
        failures.endArray();
    }

    private void texts(String name, Function<DeviceFacts, String> text) {
        json.array(name);
        devices.forEach(device -> json.value(text.apply(device)));
        json.endArray();
    }

    private void numbers(String name, ToLongFunction<DeviceFacts> number) {
        json.array(name);
        devices.forEach(device -> json.value(number.applyAsLong(device)));
        json.endArray();
    }

    /** A column with few values: numbers, and the list of what they stand for. */
    private void choice(String name, Function<DeviceFacts, String> text) {
        var places = new LinkedHashMap<String, Integer>();
        numbers(name, device -> places.computeIfAbsent(text.apply(device), any -> places.size()));
        json.array(name + (name.endsWith("s") ? "es" : "s"));
        places.keySet().forEach(json::value);
        json.endArray();
    }

    /** A question with the columns of its replies. */
    void question(Question question, Answers answers, RowColumns table, int rowCount, boolean cut) {
        List<Reply> replies = question.replies();
        json.object()
                .field("step", question.step())
                .field("command", question.command())
                .field("time", question.time());
        column("row", replies, reply -> rows.getOrDefault(reply.device().name(), 0));
        column("status", replies, reply -> STATES.indexOf(reply.asked().status()));
        column("ms", replies, reply -> reply.asked().elapsed());
        column("bytes", replies, reply -> reply.asked().whole());
        json.array("group");
        for (int group : answers.groupOf()) {
            json.value(group);
        }
        json.endArray();
        json.array("sizes");
        answers.sizes().forEach(json::value);
        json.endArray();
        json.array("blocks");
        answers.blocks().forEach(json::value);
        json.endArray();
        notes(question);
        if (rowCount > 0) {
            json.object("rows")
                    .field("count", rowCount)
                    .field("cut", cut ? 1 : 0)
                    .array("columns");
            table.names().forEach(json::value);
            json.endArray().endObject();
        }
        json.endObject();
    }

    private void column(String name, List<Reply> replies, ToLongFunction<Reply> number) {
        json.array(name);
        replies.forEach(reply -> json.value(number.applyAsLong(reply)));
        json.endArray();
    }

    /** What only some replies have: a file, a message, or a command of their own. */
    private void notes(Question question) {
        json.object("notes");
        for (int i = 0; i < question.replies().size(); i++) {
            Asked asked = question.replies().get(i).asked();
            String file = asked.file();
            String command = question.command().isEmpty() ? asked.command() : "";
            if (file != null || !asked.message().isEmpty() || !command.isEmpty()) {
                json.array(String.valueOf(i))
                        .value(file == null ? "" : file)
                        .value(asked.message())
                        .value(command)
                        .endArray();
            }
        }
        json.endObject();
    }
}
