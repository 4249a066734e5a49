package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.result.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of an API's answer, with what is missing as empty. */
final class JsonAnswer {
    private final @Nullable Object value;

    private JsonAnswer(@Nullable Object value) {
        this.value = value;
    }

    static JsonAnswer of(String body) throws DeviceException {
        try {
            return new JsonAnswer(Json.read(body));
        } catch (Json.NotJson e) {
            throw ApiTalk.odd(String.valueOf(e.getMessage()), body);
        }
    }

    JsonAnswer get(String name) {
        return new JsonAnswer(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    boolean isThere() {
        return value != null;
    }

    /** The elements of a list; of anything else that is there, it alone. */
    List<JsonAnswer> each() {
        var all = new ArrayList<JsonAnswer>();
        if (value instanceof List<?> list) {
            list.forEach(element -> all.add(new JsonAnswer(element)));
        } else if (value != null) {
            all.add(this);
        }
        return all;
    }

    /** A text as it is, anything else as JSON, nothing as an empty text. */
    String text() {
        return value == null ? "" : value instanceof String text ? text : Json.text(value);
    }

    /** Texts of one or many, a line each. */
    String lines() {
        return String.join("\n", each().stream().map(JsonAnswer::text).toList()).strip();
    }
}
