package dev.muster.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Jinja2 expression such as {@code 'access' in groups and data.site == 'ams'}. */
public final class Expression {
    private final String text;
    private volatile @Nullable List<List<String>> lookups;

    /** @param text as written, without braces */
    public Expression(String text) {
        this.text = text;
    }

    /**
     * Its value.
     *
     * @param names what it may use; a name that is not there is an error, a name with the value null is not
     * @throws AbsentException when it asks for an entry of a list that has fewer
     */
    public @Nullable Object value(Map<String, ?> names) throws ExpressionException {
        String unknown = Names.mistake(lookups(), names);
        if (unknown != null) {
            throw new ExpressionException(unknown);
        }
        List<Absent.Entry> absent = Names.absent(lookups(), names);
        return absent.isEmpty() ? Jinja.evaluate(text, names) : Jinja.evaluate(text, names, absent);
    }

    /** What is wrong with its syntax or the names that it uses, without evaluating it; null when nothing is. */
    public @Nullable String mistake(Map<String, ?> names) {
        try {
            return Names.mistake(lookups(), names);
        } catch (ExpressionException e) {
            return e.getMessage();
        }
    }

    /** Parsed once, when first asked for, so that reading a job does not load jinjava. */
    private List<List<String>> lookups() throws ExpressionException {
        List<List<String>> known = lookups;
        if (known == null) {
            known = Lookups.of(text);
            lookups = known;
        }
        return known;
    }

    /** Its value, which must be true or false. */
    public boolean isTrue(Map<String, ?> names) throws ExpressionException {
        Object value = value(names);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new ExpressionException(
                "gives " + (value == null ? "nothing" : "`" + value + "`") + ", not true or false");
    }

    @Override
    public String toString() {
        return text;
    }
}
