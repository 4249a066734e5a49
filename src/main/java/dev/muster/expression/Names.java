package dev.muster.expression;

import dev.muster.yaml.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the names are there that an expression uses: Jinja2 itself takes an unknown name in a comparison for nothing,
 * and a misspelt {@code data.stie} would silently select no device.
 */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");

    private Names() {}

    /** What is wrong with the first of these paths that leads nowhere, or null. */
    static @Nullable String mistake(Collection<List<String>> paths, Map<String, ?> names) {
        for (List<String> path : paths) {
            String unknown = unknown(path, names);
            if (unknown != null) {
                return "unknown name `" + unknown + "`" + Suggestion.among(known(names), unknown);
            }
        }
        return null;
    }

    /** The beginning of a path up to the part that is not there, or null when it is all there or cannot be known. */
    private static @Nullable String unknown(List<String> path, Map<String, ?> names) {
        Object at = names;
        String text = "";
        for (String part : path) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            text = text.isEmpty() ? part : longer(text, part);
            if (!map.containsKey(part)) {
                return text;
            }
            at = map.get(part);
        }
        return null;
    }

    private static String longer(String path, String part) {
        return path + (PLAIN.matcher(part).matches() ? "." + part : "['" + part + "']");
    }

    /** Every path that could have been meant, for a suggestion. */
    private static Set<String> known(Map<String, ?> names) {
        var known = new TreeSet<String>();
        names.forEach((name, value) -> {
            known.add(name);
            if (value instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> known.add(longer(name, String.valueOf(key))));
            }
        });
        return known;
    }
}
