package dev.muster.expression;

import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Jinja2 template such as {@code ntp server {{ vars.ntp[0] }}}; text without braces costs nothing. */
public final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    private final String text;
    private final List<String> uses;

    /** @param text as written */
    public Template(String text) {
        this.text = text;
        this.uses = new ArrayList<>();
        if (isPlain()) {
            return;
        }
        var made = Names.madeBy(text);
        Matcher hole = HOLE.matcher(text);
        while (hole.find()) {
            for (String path : Names.used(hole.group(1))) {
                if (!made.contains(path.split("\\.", 2)[0])) {
                    uses.add(path);
                }
            }
        }
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
        String unknown = Names.unknown(uses, names);
        if (unknown != null) {
            throw new ExpressionException(
                    "unknown name `" + unknown + "`" + Suggestion.among(Names.known(names), unknown));
        }
        return Jinja.render(text, names);
    }

    @Override
    public String toString() {
        return text;
    }
}
