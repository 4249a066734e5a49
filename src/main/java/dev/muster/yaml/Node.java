package dev.muster.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows its place. Aliases share one node; merge keys are resolved. */
public sealed interface Node {

    /** Where it begins. */
    Mark mark();

    /** What it is, for messages: "a list", "a number" ... */
    String kind();

    /** As plain Java values that nobody can change: String, Long, Double, Boolean, List, Map or null. */
    @Nullable
    Object plain();

    /** What a scalar's plain form means in YAML 1.2's core schema. */
    enum Type {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     */
    record Scalar(Mark mark, Type type, String text) implements Node {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "text";
                case INTEGER, NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "nothing";
            };
        }

        @Override
        public @Nullable Object plain() {
            return switch (type) {
                case TEXT -> text;
                case INTEGER -> integer();
                case NUMBER -> Double.valueOf(text.replace(".inf", "Infinity").replace(".nan", "NaN"));
                case BOOLEAN -> Boolean.valueOf(text.equalsIgnoreCase("true"));
                case NULL -> null;
            };
        }

        private Object integer() {
            try {
                return Long.decode(text.replace("0o", "0"));
            } catch (NumberFormatException e) {
                return text;
            }
        }
    }

    /** A list. */
    record Sequence(Mark mark, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            var list = new ArrayList<@Nullable Object>(items.size());
            items.forEach(item -> list.add(item.plain()));
            return Collections.unmodifiableList(list);
        }
    }

    /** A key with its own place, and its value. */
    record Entry(Mark mark, String key, Node value) {}

    /** A mapping, in the order of the file, without duplicates. */
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public Object plain() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            entries.forEach(entry -> map.put(entry.key(), entry.value().plain()));
            return Collections.unmodifiableMap(map);
        }

        /** The value of a key, or null. */
        public @Nullable Node get(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }

        /** Whether a key is there. */
        public boolean has(String key) {
            return get(key) != null;
        }
    }

    /** The plain form of a mapping, for free-form data. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> plainMap(Mapping mapping) {
        return (Map<String, @Nullable Object>) mapping.plain();
    }
}
