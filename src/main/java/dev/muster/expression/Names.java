package dev.muster.expression;

import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
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
    private static final Pattern INDEX = Pattern.compile("\\[-?\\d{1,9}]");

    private Names() {}

    /** What is wrong with the first of these paths that leads nowhere, or null. */
    static @Nullable String mistake(Collection<List<String>> paths, Map<String, ?> names) {
        for (List<String> path : paths) {
            String mistake = new Walk(names).mistake(path);
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    /** The entries of lists on these paths that are not there. */
    static List<Absent.Entry> absent(Collection<List<String>> paths, Map<String, ?> names) {
        var entries = new ArrayList<Absent.Entry>();
        for (List<String> path : paths) {
            var walk = new Walk(names);
            walk.mistake(path);
            if (walk.absent != null) {
                entries.add(walk.absent);
            }
        }
        return entries;
    }

    /** The way along one path, up to the part that is not there. */
    private static final class Walk {
        private final Map<String, ?> names;
        private String text = "";
        private boolean inList;
        private Absent.@Nullable Entry absent;

        Walk(Map<String, ?> names) {
            this.names = names;
        }

        /** What is wrong with it; null when it is all there or cannot be known. */
        private @Nullable String mistake(List<String> path) {
            Object at = names;
            for (String part : path) {
                if (at instanceof List<?> list && INDEX.matcher(part).matches()) {
                    at = entry(list, part);
                    continue;
                }
                if (!(at instanceof Map<?, ?> map)) {
                    return null;
                }
                if (!map.containsKey(part)) {
                    return INDEX.matcher(part).matches() ? null : unknown(map, part);
                }
                text = text.isEmpty() ? part : longer(text, part);
                at = map.get(part);
            }
            return null;
        }

        private @Nullable Object entry(List<?> list, String part) {
            int index = Integer.parseInt(part.substring(1, part.length() - 1));
            int place = index < 0 ? index + list.size() : index;
            if (place < 0 || place >= list.size()) {
                absent = Absent.Entry.of(text, index, list.size());
                return null;
            }
            text += part;
            inList = true;
            return list.get(place);
        }

        private String unknown(Map<?, ?> map, String part) {
            String unknown = text.isEmpty() ? part : longer(text, part);
            var columns = new ArrayList<String>();
            if (inList) {
                map.keySet().forEach(key -> columns.add(String.valueOf(key)));
            }
            return "unknown name `" + unknown + "`"
                    + (inList ? Suggestion.among(columns, part) : Suggestion.among(known(names), unknown));
        }
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
