package dev.muster.parse;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON into maps, lists and plain values; the only class here that names Jackson. */
final class JsonDocument {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonDocument() {}

    static String text(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static @Nullable Object read(Reader text) throws IOException {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            TokenStreamLocation at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new NotRows("is not JSON" + where + ": " + e.getOriginalMessage());
        }
    }
}
