package dev.muster.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Jinja2 template such as {@code ntp server {{ vars.ntp[0] }}}; text without braces costs nothing. */
public final class Template {
    private final String text;
    private volatile @Nullable List<List<String>> lookups;

    /** @param text as written */
    public Template(String text) {
        this.text = text;
    }

    /** Whether there is nothing to fill in. */
    public boolean isPlain() {
        return !text.contains("{{") && !text.contains("{%") && !text.contains("{#");
    }

    /**
     * The text with everything filled in.
     *
     * @param names what it may use; a name that is not there, or has no value, is an error
     */
    public String render(Map<String, ?> names) throws ExpressionException {
        if (isPlain()) {
            return text;
        }
        String unknown = Names.mistake(lookups(), names);
        if (unknown != null) {
            throw new ExpressionException(unknown);
        }
        return Jinja.render(text, names);
    }

    private List<List<String>> lookups() throws ExpressionException {
        List<List<String>> known = lookups;
        if (known == null) {
            known = Jinja.lookups(text);
            lookups = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return text;
    }
}
