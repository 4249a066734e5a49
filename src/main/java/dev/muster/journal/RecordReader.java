package dev.muster.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link RecordWriter} wrote. A field that is not there is null, or empty where null is not meant, and one
 * that is not known is left alone, so that versions which only add fields read each other's journals.
 */
final class RecordReader {
    private RecordReader() {}

    /**
     * The record that a parsed JSON object stands for.
     *
     * @throws IllegalArgumentException when the object is no such record
     */
    static <T> T record(Class<T> type, Map<String, @Nullable Object> json) {
        return type.cast(Objects.requireNonNull(value(type, json, false)));
    }

    private static @Nullable Object value(Type type, @Nullable Object json, boolean nullable) {
        Class<?> raw = raw(type);
        if (json == null) {
            return nullable ? null : absent(raw);
        }
        return switch (json) {
            case Map<?, ?> map -> object(type, raw, map);
            case List<?> list -> list(type, list);
            case Number number -> number(raw, number);
            case String text -> text(raw, text);
            default -> json;
        };
    }

    private static Object object(Type type, Class<?> raw, Map<?, ?> json) {
        if (raw.isRecord()) {
            return made(raw, json);
        }
        return raw.isSealed() ? made(kind(raw, String.valueOf(json.get("is"))), json) : map(type, json);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> raw(generic.getRawType());
            case WildcardType wild -> raw(wild.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    private static Type argument(Type type, int place) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[place] : Object.class;
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == String.class) {
            return "";
        }
        if (type == boolean.class) {
            return false;
        }
        return type.isPrimitive() || type == Duration.class ? number(type, 0) : null;
    }

    private static Map<Object, @Nullable Object> map(Type type, Map<?, ?> json) {
        var map = new LinkedHashMap<Object, @Nullable Object>();
        json.forEach((key, value) -> map.put(
                Objects.requireNonNull(value(argument(type, 0), key, false)), value(argument(type, 1), value, true)));
        return map;
    }

    private static List<@Nullable Object> list(Type type, List<?> json) {
        var list = new ArrayList<@Nullable Object>();
        json.forEach(item -> list.add(value(argument(type, 0), item, true)));
        return list;
    }

    private static Object number(Class<?> type, Number number) {
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number.longValue());
        }
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        return type == Duration.class ? Duration.ofNanos(number.longValue()) : number;
    }

    private static Object text(Class<?> type, String text) {
        if (type.isEnum()) {
            return constant(type, text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        return type == Path.class ? Path.of(text) : text;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " `" + name + "`");
    }

    private static Class<?> kind(Class<?> sealed, String name) {
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            if (RecordWriter.snake(kind.getSimpleName()).equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no " + sealed.getSimpleName() + " `" + name + "`");
    }

    private static Object made(Class<?> type, Map<?, ?> json) {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            types[i] = component.getType();
            values[i] = value(component.getGenericType(), json.get(RecordWriter.snake(component.getName())), nullable);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException | NullPointerException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + json.keySet(), e);
        }
    }
}
