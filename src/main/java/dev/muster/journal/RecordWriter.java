package dev.muster.journal;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Any record of values as a JSON object in ASCII, a field for each component that is not null, so that what is added to a
 * result is in the journal too. Where a type has several kinds, the field {@code is} says which.
 */
final class RecordWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    /** How a record is written: which kind it is, if there are several, and its components. */
    private record Shape(String kind, List<Field> fields) {
        static Shape of(Class<?> type) {
            boolean isOneOfMany = false;
            for (Class<?> above : type.getInterfaces()) {
                isOneOfMany |= above.isSealed();
            }
            RecordComponent[] components = type.getRecordComponents();
            var fields = new java.util.ArrayList<Field>();
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                fields.add(new Field(snake(component.getName()), accessor));
            }
            return new Shape(isOneOfMany ? snake(type.getSimpleName()) : "", List.copyOf(fields));
        }
    }

    private record Field(String name, Method accessor) {}

    private final JsonGenerator json;

    private RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The object as bytes, without a line end. */
    static byte[] bytes(Record value) {
        var out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new RecordWriter(json).value(value);
        }
        return out.toByteArray();
    }

    /** A Java name as it stands in the journal. */
    static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (value) {
            case Record record -> object(record);
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Enum<?> constant -> json.writeString(constant.name().toLowerCase(Locale.ROOT));
            case Duration span -> json.writeNumber(span.toNanos());
            case Instant moment -> json.writeString(moment.toString());
            case Path path ->
                json.writeString(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
            case Collection<?> items -> {
                json.writeStartArray();
                items.forEach(this::value);
                json.writeEndArray();
            }
            case Map<?, ?> map -> map(map);
            default -> throw new IllegalArgumentException("no place in a journal for a " + value.getClass());
        }
    }

    private void map(Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((key, value) -> {
            json.writeName(
                    key instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(key));
            value(value);
        });
        json.writeEndObject();
    }

    private void object(Record record) {
        Shape shape = SHAPES.computeIfAbsent(record.getClass(), Shape::of);
        json.writeStartObject();
        if (!shape.kind.isEmpty()) {
            json.writeName("is");
            json.writeString(shape.kind);
        }
        for (Field field : shape.fields) {
            Object value = component(record, field.accessor);
            if (value != null) {
                json.writeName(field.name);
                value(value);
            }
        }
        json.writeEndObject();
    }

    private static @Nullable Object component(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " does not show " + accessor.getName(), e);
        }
    }
}
