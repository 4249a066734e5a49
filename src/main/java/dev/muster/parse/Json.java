package dev.muster.parse;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON texts as maps, lists and plain values, and back; members keep their order. */
public final class Json {
    private Json() {}

    /** @throws NotJson with what is wrong with the text, as a sentence's end: "is not JSON in line 1 ..." */
    public static @Nullable Object read(String text) throws NotJson {
        try {
            return JsonDocument.read(new StringReader(text));
        } catch (NotRows | IOException e) {
            throw new NotJson(String.valueOf(e.getMessage()));
        }
    }

    /** The text of a value. */
    public static String text(@Nullable Object value) {
        return JsonDocument.text(value);
    }

    /** The value at a path, or null when there is none; of several the first. */
    public static @Nullable Object at(@Nullable Object document, RowPath path) {
        List<@Nullable Object> found = new ArrayList<>();
        Rows.find(document, path, found);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The rows at a path. */
    public static List<Map<String, @Nullable Object>> rows(@Nullable Object document, RowPath path) {
        return Rows.at(document, path);
    }

    /** A text that is not JSON. */
    public static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotJson(String message) {
            super(message, null, false, false);
        }
    }
}
