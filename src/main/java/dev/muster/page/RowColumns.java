package dev.muster.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table that rows of one command make; columns that a later device brings stand after those before. */
final class RowColumns {
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Json json = new Json();

    /** Names of the columns so far. */
    List<String> names() {
        return new ArrayList<>(places.keySet());
    }

    /** Rows of a device as arrays with commas between them; each begins with the device's index. */
    byte[] json(int device, List<Map<String, @Nullable Object>> rows) {
        json.clear();
        for (Map<String, @Nullable Object> row : rows) {
            row.keySet().forEach(name -> places.putIfAbsent(name, places.size()));
            var values = new @Nullable Object[places.size()];
            row.forEach((name, value) -> values[places.getOrDefault(name, 0)] = value);
            json.array().value(device);
            for (Object value : values) {
                any(value);
            }
            json.endArray();
        }
        return json.bytes();
    }

    private void any(@Nullable Object value) {
        if (value == null) {
            json.nothing();
            return;
        }
        switch (value) {
            case List<?> list -> {
                json.array();
                list.forEach(this::any);
                json.endArray();
            }
            case Map<?, ?> map -> {
                json.object();
                map.forEach((name, member) -> {
                    json.name(String.valueOf(name));
                    any(member);
                });
                json.endObject();
            }
            case Number number ->
                json.raw(new BigDecimal(number.toString())
                        .toString()
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case Boolean truth -> json.raw(truth.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            default -> json.value(value.toString());
        }
    }
}
