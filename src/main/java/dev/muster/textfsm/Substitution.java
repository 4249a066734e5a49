package dev.muster.textfsm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the patterns of values in the places of their names: {@code ${NAME}} or {@code $NAME}, {@code $$} for a dollar. */
final class Substitution {
    private final Map<String, String> groups = new HashMap<>();
    private final String text;
    private final int line;
    private int at;

    Substitution(List<Value> values, String text, int line) {
        values.forEach(value -> groups.put(value.name(), value.group()));
        this.text = text;
        this.line = line;
    }

    String result() {
        var result = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$') {
                result.append(c);
            } else if (text.startsWith("$", at)) {
                result.append('$');
                at++;
            } else {
                result.append(group(name()));
            }
        }
        return result.toString();
    }

    private String group(String name) {
        String group = groups.get(name);
        if (group == null) {
            throw new TemplateException(line, "there is no value '" + name + "' for '" + text + "'");
        }
        return group;
    }

    private String name() {
        boolean braces = text.startsWith("{", at);
        int start = at + (braces ? 1 : 0);
        int end = start;
        while (end < text.length() && isPart(text.charAt(end), end == start)) {
            end++;
        }
        if (end == start || (braces && !text.startsWith("}", end))) {
            throw new TemplateException(
                    line, "the $ at character " + at + " of '" + text + "' names no value; the end of a line is $$");
        }
        at = end + (braces ? 1 : 0);
        return text.substring(start, end);
    }

    private static boolean isPart(char c, boolean first) {
        return Alphabet.isAsciiWord(c) && !(first && c >= '0' && c <= '9');
    }
}
