package dev.muster.textfsm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One row of an index; its patterns are compiled when they are first asked for. */
final class IndexRow {
    private final List<String> templates;
    private final Map<String, String> patterns;
    private final int line;
    private final Map<String, PythonRegex> compiled = new ConcurrentHashMap<>(4);

    private IndexRow(List<String> templates, Map<String, String> patterns, int line) {
        this.templates = templates;
        this.patterns = patterns;
        this.line = line;
    }

    static IndexRow of(List<String> columns, List<String> fields, int line) {
        Map<String, String> patterns = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (!column.equals("Template")) {
                patterns.put(column, column.equals("Command") ? expand(fields.get(i)) : fields.get(i));
            }
        }
        return new IndexRow(
                List.copyOf(
                        Arrays.asList(fields.get(columns.indexOf("Template")).split(":", -1))),
                patterns,
                line);
    }

    List<String> templates() {
        return templates;
    }

    boolean matches(Map<String, String> attributes) {
        return attributes.entrySet().stream().allMatch(wanted -> matches(wanted.getKey(), wanted.getValue()));
    }

    /** A column that the index does not have, or an empty field, matches all. */
    boolean matches(String column, String value) {
        String pattern = patterns.getOrDefault(column, "");
        if (pattern.isEmpty() || pattern.equals(".*")) {
            return true;
        }
        return isPlain(pattern)
                ? value.startsWith(pattern)
                : compiled(column, pattern).matches(value);
    }

    boolean matchesAllOf(String column, String value) {
        String pattern = patterns.getOrDefault(column, "");
        return isPlain(pattern)
                ? value.equals(pattern)
                : compiled("=" + column, "(?:" + pattern + ")\\Z").matches(value);
    }

    private PythonRegex compiled(String column, String pattern) {
        return compiled.computeIfAbsent(column, name -> {
            try {
                return PythonRegex.compile(pattern);
            } catch (PatternException refused) {
                throw new IndexException(line, "the pattern '" + pattern + "' is not valid: " + refused.getMessage());
            }
        });
    }

    private static boolean isPlain(String pattern) {
        return pattern.chars().allMatch(c -> Alphabet.isAsciiWord(c) || c == '-' || c == ' ');
    }

    /** {@code sh[[ow]]} is {@code sh(o(w)?)?}: any beginning of the word that is long enough. */
    static String expand(String command) {
        var expanded = new StringBuilder();
        int at = 0;
        for (int open = command.indexOf("[["); open >= 0; open = command.indexOf("[[", at)) {
            int close = command.indexOf("]]", open + 3);
            if (close < 0) {
                break;
            }
            expanded.append(command, at, open);
            String word = command.substring(open + 2, close);
            word.codePoints().forEach(c -> expanded.append('(').appendCodePoint(c));
            expanded.append(")?".repeat(word.codePointCount(0, word.length())));
            at = close + 2;
        }
        return expanded.append(command, at, command.length()).toString();
    }
}
