package dev.muster.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression uses, found without evaluating it: Jinja2 itself takes an unknown name in a comparison for
 * nothing, and a misspelt {@code data.stie} would silently select no device.
 */
final class Names {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<path>[A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*)"
                    + "|(?<number>\\d[\\w.]*)|(?<sign>==|!=|[|=(.,:\\[\\]])");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "not", "in", "is", "if", "else", "elif", "true", "false", "True", "False", "none", "None",
            "null", "empty", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "range", "loop");
    private static final Pattern GUARD =
            Pattern.compile("\\s*(?:is\\s+(?:not\\s+)?(?:defined|undefined)\\b|\\|\\s*(?:default|d)\\b)");

    private Names() {}

    /** Dotted paths that the expression looks up, except those it guards by {@code is defined} or {@code default}. */
    static List<String> used(String expression) {
        var paths = new ArrayList<String>();
        String before = "";
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            String path = token.group("path");
            if (path != null) {
                path = path.replaceAll("\\s", "");
                String name = lookedUp(path, before, expression, token.end());
                if (name != null) {
                    paths.add(name);
                }
                before = path;
            } else {
                before = token.group("sign") != null ? token.group() : "value";
            }
        }
        return paths;
    }

    private static @Nullable String lookedUp(String path, String before, String expression, int end) {
        boolean filterOrTest = before.equals("|") || before.equals("is") || before.equals("is not");
        boolean negatedTest =
                before.equals("not") && expression.substring(0, end).matches("(?s).*\\bis\\s+not\\s+\\w+");
        if (filterOrTest || negatedTest || before.equals(".") || WORDS.contains(path)) {
            return null;
        }
        String rest = expression.substring(end);
        String next = rest.stripLeading();
        boolean namedArgument = next.startsWith("=") && !next.startsWith("==");
        if (namedArgument || GUARD.matcher(rest).lookingAt()) {
            return null;
        }
        if (next.startsWith("(")) {
            int dot = path.lastIndexOf('.');
            return dot < 0 ? null : path.substring(0, dot);
        }
        return path;
    }

    /** The first of these paths that leads nowhere, or null. */
    static @Nullable String unknown(Collection<String> paths, Map<String, ?> names) {
        for (String path : paths) {
            Object at = names;
            for (String part : path.split("\\.", -1)) {
                if (!(at instanceof Map<?, ?> map)) {
                    break;
                }
                if (!map.containsKey(part)) {
                    return path;
                }
                at = map.get(part);
            }
        }
        return null;
    }

    /** Every path that could have been meant, for a suggestion. */
    static Set<String> known(Map<String, ?> names) {
        var known = new TreeSet<String>();
        names.forEach((name, value) -> {
            known.add(name);
            if (value instanceof Map<?, ?> map
                    && (name.equals("data") || name.equals("vars") || name.equals("device"))) {
                map.keySet().forEach(key -> known.add(name + "." + key));
            }
        });
        return known;
    }

    /** Names that a template makes itself, by {@code for}, {@code set} and {@code macro}. */
    static Set<String> madeBy(String template) {
        var made = new HashSet<String>();
        Matcher tag = Pattern.compile("\\{%-?\\s*(?:for|set|macro)\\s+([\\w\\s,]+?)\\s*(?:=|\\(|\\bin\\b)")
                .matcher(template);
        while (tag.find()) {
            for (String name : tag.group(1).split(",", -1)) {
                made.add(name.strip());
            }
        }
        return made;
    }
}
