package dev.muster.yaml;

import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping by type. Every key asked for is known; {@link #done()} reports the others with a
 * suggestion. A value of the wrong type is reported and read as absent.
 */
public final class Fields {
    private final Mapping mapping;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The keys of a node that must be a mapping; null and a problem when it is not. */
    public static @Nullable Fields of(Node node, Problems problems, String what) {
        if (node instanceof Mapping mapping) {
            return new Fields(mapping, problems);
        }
        problems.add(node.mark(), what + " needs a mapping (key: value), found " + node.kind());
        return null;
    }

    /** Where the mapping begins. */
    public Mark mark() {
        return mapping.mark();
    }

    /** Where a key stands, or the mapping when it is absent. */
    public Mark mark(String key) {
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals(key)) {
                return entry.mark();
            }
        }
        return mapping.mark();
    }

    /** The raw value of a key, or null. */
    public @Nullable Node node(String key) {
        known.add(key);
        return mapping.get(key);
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return node(key) != null;
    }

    /** Notes a problem at a key. */
    public void problem(String key, String message) {
        problems.add(mark(key), message);
    }

    /** Text; numbers and booleans count as the text they were written as. */
    public @Nullable String text(String key) {
        Node node = node(key);
        return node == null ? null : text(key, node);
    }

    private @Nullable String text(String key, Node node) {
        if (node instanceof Scalar scalar && scalar.type() != Type.NULL) {
            return scalar.text();
        }
        problems.add(node.mark(), "`" + key + "` needs text, found " + node.kind());
        return null;
    }

    /** One text or a list of texts; empty when the key is absent. */
    public List<String> texts(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        var texts = new ArrayList<String>(items.size());
        for (Node item : items) {
            String text = text(key, item);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A whole number within bounds, both included. */
    public @Nullable Integer integer(String key, int least, int most) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Scalar scalar && scalar.text().matches("-?\\d{1,18}")) {
            long value = Long.parseLong(scalar.text());
            if (value >= least && value <= most) {
                return (int) value;
            }
            problems.add(node.mark(), "`" + key + "` is " + value + "; it must be from " + least + " to " + most);
            return null;
        }
        problems.add(node.mark(), "`" + key + "` needs a whole number, found " + shown(node));
        return null;
    }

    /** True or false. */
    public @Nullable Boolean bool(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Scalar scalar && scalar.text().matches("(?i)true|false")) {
            return scalar.text().equalsIgnoreCase("true");
        }
        problems.add(node.mark(), "`" + key + "` needs true or false, found " + shown(node));
        return null;
    }

    /** A duration such as {@code 30s}, above zero and at most {@code most}. */
    public @Nullable Duration duration(String key, Duration most) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        Duration value = node instanceof Scalar scalar ? Durations.parse(scalar.text()) : null;
        if (value == null) {
            problems.add(node.mark(), "`" + key + "` needs a duration such as 30s or 5m, found " + shown(node));
        } else if (value.isZero() || value.compareTo(most) > 0) {
            problems.add(
                    node.mark(),
                    "`" + key + "` must be above 0 and at most " + Durations.text(most) + ", found " + shown(node));
        } else {
            return value;
        }
        return null;
    }

    /** A size such as {@code 1MiB}, in bytes, within bounds. */
    public @Nullable Long size(String key, long least, long most) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        long value = node instanceof Scalar scalar ? Sizes.parse(scalar.text()) : -1;
        if (value < least || value > most) {
            problems.add(
                    node.mark(),
                    "`" + key + "` needs a size from " + least + " to " + most + " bytes, such as 1MiB, found "
                            + shown(node));
            return null;
        }
        return value;
    }

    /** One of an enum's names in lower case; {@code accept-new} and {@code accept_new} are the same. */
    public <E extends Enum<E>> @Nullable E oneOf(String key, Class<E> type) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        var names = new ArrayList<String>();
        for (E value : type.getEnumConstants()) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.replace('-', '_'))) {
                return value;
            }
            names.add(name);
        }
        problem(key, "`" + key + "` is `" + text + "`" + Suggestion.among(names, text));
        return null;
    }

    /** A regular expression, checked. */
    public @Nullable Pattern pattern(String key, int flags) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return Pattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            problems.add(
                    java.util.Objects.requireNonNull(node(key)).mark(),
                    "`" + key + "` is not a regular expression: " + e.getDescription() + " at character "
                            + e.getIndex());
            return null;
        }
    }

    /** A nested mapping. */
    public @Nullable Fields child(String key) {
        Node node = node(key);
        return node == null ? null : of(node, problems, "`" + key + "`");
    }

    /** The items of a list, or of a single value; empty when the key is absent. */
    public List<Node> items(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        return node instanceof Sequence sequence ? sequence.items() : List.of(node);
    }

    /** Keys that exist but do nothing yet: a problem for each one that is there. True when there was any. */
    public boolean notYet(String... keys) {
        boolean found = false;
        for (String key : keys) {
            if (has(key)) {
                problem(key, "`" + key + "` is not supported in this version");
                found = true;
            }
        }
        return found;
    }

    /** Reports every key that nobody asked for. */
    public void done() {
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.add(entry.mark(), "unknown key `" + entry.key() + "`" + Suggestion.among(known, entry.key()));
            }
        }
    }

    private static String shown(Node node) {
        return node instanceof Scalar scalar && !scalar.text().isEmpty() ? "`" + scalar.text() + "`" : node.kind();
    }
}
