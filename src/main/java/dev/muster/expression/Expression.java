package dev.muster.expression;

import dev.muster.yaml.Suggestion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Jinja2 expression such as {@code 'access' in groups and data.site == 'ams'}. */
public final class Expression {
    private final String text;
    private final List<String> uses;

    /** @param text as written, without braces */
    public Expression(String text) {
        this.text = text;
        this.uses = Names.used(text);
    }

    /**
     * Its value.
     *
     * @param names what it may use; a name that is not there is an error, a name with the value null is not
     */
    public @Nullable Object value(Map<String, ?> names) throws ExpressionException {
        String mistake = mistake(names);
        if (mistake != null) {
            throw new ExpressionException(mistake);
        }
        return Jinja.evaluate(text, names);
    }

    /** What is wrong with the names that it uses, without evaluating it; null when all are there. */
    public @Nullable String mistake(Map<String, ?> names) {
        String unknown = Names.unknown(uses, names);
        return unknown == null
                ? null
                : "unknown name `" + unknown + "`" + Suggestion.among(Names.known(names), unknown);
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
