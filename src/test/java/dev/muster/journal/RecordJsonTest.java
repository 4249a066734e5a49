package dev.muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    enum Colour {
        DARK_RED
    }

    sealed interface Shape {}

    record Square(int side) implements Shape {}

    record RoundOne(double radius, @Nullable Shape inside) implements Shape {}

    record All(
            String text,
            @Nullable String none,
            List<Shape> shapes,
            @Nullable List<Map<String, @Nullable Object>> rows,
            Map<Colour, Duration> spans,
            @Nullable Path path,
            boolean truth,
            long number) {}

    private static <T extends Record> T read(Class<T> type, String json) {
        return RecordJson.read(type, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void valuesOfAllTypesComeBack() {
        var row = new HashMap<String, @Nullable Object>();
        row.put("list", Arrays.asList("a", null, 7L, true));
        row.put("none", null);
        var all = new All(
                "x",
                null,
                List.of(new Square(3), new RoundOne(1.5, new Square(1))),
                List.of(row),
                Map.of(Colour.DARK_RED, Duration.ofNanos(1_500_000_001)),
                Path.of("a/b"),
                true,
                1L << 62);
        assertEquals(all, RecordJson.read(All.class, RecordJson.bytes(all)));
    }

    @Test
    void whatIsNotThereIsEmptyOrNull() {
        assertEquals(new All("", null, List.of(), null, Map.of(), null, false, 0), read(All.class, "{}"));
    }

    @Test
    void anEmptyListIsNotNone() {
        var all = new All("", null, List.of(), List.of(), Map.of(), null, false, 0);
        assertEquals(all, RecordJson.read(All.class, RecordJson.bytes(all)));
    }

    @Test
    void fieldsOfLaterVersionsAreLeftAlone() {
        assertEquals(new Square(2), read(Square.class, "{\"side\":2,\"colour\":{\"is\":\"red\"}}"));
    }

    @Test
    void kindsAndConstantsThatAreNotKnownAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> read(RoundOne.class, "{\"inside\":{\"is\":\"cube\"}}"));
        assertThrows(IllegalArgumentException.class, () -> read(All.class, "{\"spans\":{\"blue\":1}}"));
        assertThrows(IllegalArgumentException.class, () -> read(All.class, "{\"text\""));
    }
}
