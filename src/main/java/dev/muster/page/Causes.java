package dev.muster.page;

import dev.muster.result.Failure;
import dev.muster.result.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Devices that are not ok, grouped by why: kind of failure and form of the message. */
final class Causes {
    private static final Pattern NUMBERS = Pattern.compile("\\d+");
    private static final Pattern REPEATED = Pattern.compile("(?:…[.:]?){2,}");
    private static final String NUMBER = "\0";
    private static final String ANY = "…";

    /** @param numbers in the message, {@link #ANY} where devices differ */
    private record Cause(DeviceFacts first, String form, List<String> numbers) {}

    private final Map<List<String>, Integer> places = new HashMap<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    /** The group of a device, from 0; -1 when it is ok. */
    int of(DeviceFacts device) {
        if (device.status() == Status.OK) {
            return -1;
        }
        String message = device.outcome().message().replace(device.host(), ANY).replace(device.name(), ANY);
        String form = NUMBERS.matcher(message).replaceAll(NUMBER);
        List<String> numbers = new ArrayList<>(
                NUMBERS.matcher(message).results().map(MatchResult::group).toList());
        Failure failure = device.failure();
        String kind = failure == null ? "" : failure.kind().label();
        int place = places.computeIfAbsent(List.of(device.status().label(), kind, form), any -> causes.size());
        if (place == causes.size()) {
            causes.add(new Cause(device, form, numbers));
            sizes.add(0);
        }
        List<String> common = causes.get(place).numbers;
        for (int i = 0; i < common.size(); i++) {
            common.set(i, common.get(i).equals(numbers.get(i)) ? common.get(i) : ANY);
        }
        sizes.set(place, sizes.get(place) + 1);
        return place;
    }

    /** What the messages of a group have in common; the message itself where there is one device. */
    private String message(int place) {
        Cause cause = causes.get(place);
        if (sizes.get(place) == 1) {
            return cause.first.outcome().message();
        }
        var message = new StringBuilder();
        var numbers = cause.numbers.iterator();
        for (char c : cause.form.toCharArray()) {
            message.append(c == '\0' && numbers.hasNext() ? numbers.next() : c);
        }
        return REPEATED.matcher(message).replaceAll(ANY);
    }

    void write(Json json) {
        json.array("causes");
        for (int place = 0; place < causes.size(); place++) {
            DeviceFacts first = causes.get(place).first;
            Failure failure = first.failure();
            json.object()
                    .field("status", first.status().label())
                    .field("kind", failure == null ? "" : failure.kind().label())
                    .field("stage", failure == null ? "" : failure.stage().label())
                    .field("message", message(place))
                    .field("hint", failure == null ? "" : failure.hint())
                    .field("devices", sizes.get(place))
                    .endObject();
        }
        json.endArray();
    }
}
