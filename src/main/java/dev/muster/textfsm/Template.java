package dev.muster.textfsm;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled TextFSM template. Immutable; may be used by any number of threads at once. */
public final class Template {
    private final List<Value> values;
    private final Map<String, State> states;

    private Template(String text) {
        var reader = new TemplateReader(text);
        states = reader.read();
        values = List.copyOf(reader.values());
    }

    /** @throws TemplateException with the line and the reason if TextFSM would refuse it */
    public static Template compile(String text) {
        return new Template(text);
    }

    public List<Value> values() {
        return values;
    }

    /** The names of the values, as they are written. */
    public List<String> header() {
        return values.stream().map(Value::name).toList();
    }

    /** @throws ParseException if a rule says {@code Error} or a pattern runs away */
    public Table parse(String text) {
        try {
            return parse(new Lines(text), Limits.DEFAULT);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Parses line by line, holding nothing but the rows.
     *
     * @throws ParseException if a rule says {@code Error} or a pattern runs away
     */
    public Table parse(Reader text, Limits limits) throws IOException {
        return parse(new Lines(text), limits);
    }

    private Table parse(Lines lines, Limits limits) throws IOException {
        var parser = new TextParser(this, limits);
        boolean more = lines.next();
        while (more && parser.accept(lines)) {
            more = lines.next();
        }
        return parser.finish();
    }

    State start() {
        return java.util.Objects.requireNonNull(states.get("Start"));
    }

    @Nullable
    State state(String name) {
        return states.get(name);
    }
}
