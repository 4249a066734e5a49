package dev.muster.page;

import dev.muster.page.DeviceFacts.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs from the run before: devices that broke or were mended, and answers that are not what they were. */
final class Drift {
    /** The most of earlier answers that the page shows, in characters. */
    private static final long MOST_CHARS = 8L << 20;

    private static final String OK = "ok";

    /** A command for the how-manieth time on a device. */
    private record Place(String command, int time) {}

    /** @param key what the answer is known by, or null when there is none */
    private record Now(int row, int question, @Nullable Object key) {}

    private final Map<String, Integer> rows = new HashMap<>();
    private final List<DeviceFacts> devices;
    private final IdentityHashMap<Asked, Now> answers = new IdentityHashMap<>();
    private final List<Integer> broken = new ArrayList<>();
    private final List<Integer> mended = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<Integer> fresh = new ArrayList<>();
    private final Json changed = new Json();
    private final Json texts = new Json();
    private @Nullable EarlierRun earlier;
    private long shown;

    Drift(List<DeviceFacts> devices, List<Question> questions) {
        this.devices = devices;
        for (int row = 0; row < devices.size(); row++) {
            rows.put(devices.get(row).name(), row);
        }
        for (int number = 0; number < questions.size(); number++) {
            for (Question.Reply reply : questions.get(number).replies()) {
                Object key = reply.asked().file() == null ? null : reply.asked().sha256();
                answers.put(
                        reply.asked(), new Now(rows.getOrDefault(reply.device().name(), 0), number, key));
            }
        }
    }

    /** Takes the shape of an answer of this run. */
    void note(Question.Reply reply, Shape.Key key) {
        answers.computeIfPresent(reply.asked(), (asked, now) -> new Now(now.row, now.question, key));
    }

    /** Compares with a run; one that cannot be read is left out. */
    void compare(EarlierRun run) {
        changed.array();
        texts.array();
        var seen = new HashSet<String>();
        try {
            run.devices(device -> {
                seen.add(device.name());
                compare(device);
            });
        } catch (IOException e) {
            return;
        }
        changed.endArray();
        texts.endArray();
        for (DeviceFacts device : devices) {
            if (!seen.contains(device.name())) {
                fresh.add(rows.getOrDefault(device.name(), 0));
            }
        }
        earlier = run;
    }

    private void compare(EarlierRun.Device then) {
        Integer row = rows.get(then.name());
        if (row == null) {
            gone.add(then.name());
            return;
        }
        DeviceFacts now = devices.get(row);
        boolean ok = now.status().label().equals(OK);
        if (ok != then.status().equals(OK)) {
            (ok ? mended : broken).add(row);
        }
        Map<Place, EarlierRun.Step> steps = new HashMap<>();
        var times = new HashMap<String, Integer>();
        then.steps()
                .forEach(step ->
                        steps.put(new Place(step.command(), times.merge(step.command(), 1, Integer::sum)), step));
        times.clear();
        for (Asked asked : now.steps()) {
            var place = new Place(asked.command(), times.merge(asked.command(), 1, Integer::sum));
            EarlierRun.Step step = steps.get(place);
            if (step != null) {
                compare(asked, step, List.of(then.hostname(), then.name()));
            }
        }
    }

    private void compare(Asked asked, EarlierRun.Step then, List<String> names) {
        Now now = answers.get(asked);
        if (now == null
                || now.key == null
                || then.sha256() == null
                || asked.sha256().equals(then.sha256())) {
            return;
        }
        String text = then.text();
        if (text != null && text.length() > Collected.MOST_CHARS) {
            text = text.substring(0, Collected.MOST_CHARS);
        }
        Shape shape = text == null ? null : Mask.of(text, asked.command(), names);
        if (shape != null && shape.key().equals(now.key)) {
            return;
        }
        changed.array().value(now.question).value(now.row).endArray();
        shown += shape == null ? 0 : shape.text().length();
        if (shape == null || shown > MOST_CHARS) {
            texts.nothing();
        } else {
            texts.value(shape.text());
        }
    }

    /** Writes the earlier answers as the chunk {@code drift}. */
    void write(Chunks chunks) throws IOException {
        if (earlier != null) {
            chunks.write("drift", texts);
        }
    }

    /** Writes what differs; nothing when there is nothing to compare with. */
    void write(Json json) {
        json.name("drift");
        EarlierRun run = earlier;
        if (run == null) {
            json.nothing();
            return;
        }
        json.object().field("id", run.id()).field("started", run.started()).field("folder", run.folder());
        numbers(json.array("broken"), broken);
        numbers(json.array("mended"), mended);
        numbers(json.array("fresh"), fresh);
        json.array("gone");
        gone.forEach(json::value);
        json.endArray();
        json.name("changed").raw(changed.bytes());
        json.endObject();
    }

    private static void numbers(Json json, List<Integer> numbers) {
        numbers.forEach(json::value);
        json.endArray();
    }
}
