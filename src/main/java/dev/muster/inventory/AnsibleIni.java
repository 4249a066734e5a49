package dev.muster.inventory;

import dev.muster.yaml.Mark;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Type;
import dev.muster.yaml.Problems;
import dev.muster.yaml.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an inventory in Ansible's INI form. */
final class AnsibleIni {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern FIRST_SECTION =
            Pattern.compile("(?m)^\\s*\\[[\\w.-]+(?::(?:vars|children|hosts))?]\\s*(?:[#;].*)?$");
    private static final Pattern HOST_LINE =
            Pattern.compile("[\\w.:\\[\\]-]+(?:\\s+\\w+=(?:\"[^\"]*\"|'[^']*'|\\S*))*\\s*(?:#.*)?");

    private final AnsibleGroups groups;
    private final Problems problems;
    private final Map<String, Mark> lacking = new LinkedHashMap<>();
    /** Variables do not make a group: it may be declared after them. */
    private final Map<String, List<Entry>> pending = new LinkedHashMap<>();

    AnsibleIni(AnsibleGroups groups, Problems problems) {
        this.groups = groups;
        this.problems = problems;
    }

    /** Whether these lines, without comments, are such an inventory. */
    static boolean is(List<String> lines) {
        boolean yaml = lines.stream().anyMatch(line -> line.matches("---|\\s*- .*|[\\w-]+:(?:\\s.*)?"));
        boolean sections =
                lines.stream().anyMatch(line -> FIRST_SECTION.matcher(line).matches());
        return !yaml
                && (sections
                        || (lines.stream().anyMatch(line -> line.contains(" ansible_"))
                                && lines.stream()
                                        .allMatch(line ->
                                                HOST_LINE.matcher(line.strip()).matches())));
    }

    void read(String file, String text) {
        sections(file, text);
        pending.forEach((name, entries) -> {
            AnsibleGroups.Group group = groups.known(name);
            if (group != null) {
                entries.forEach(entry -> group.vars.put(entry.key(), entry));
            }
        });
        lacking.forEach((name, mark) -> {
            if (groups.known(name) == null) {
                problems.add(mark, "unknown group `" + name + "`" + Suggestion.among(groups.names(), name));
            }
        });
    }

    private void sections(String file, String text) {
        String group = AnsibleGroups.UNGROUPED;
        String kind = "hosts";
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            var mark = new Mark(file, i + 1, lines[i].indexOf(line) + 1);
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                group = section.group(1);
                kind = section.group(2) == null ? "hosts" : section.group(2);
                section(group, kind, mark);
            } else if (line.startsWith("[") && line.endsWith("]")) {
                problems.add(mark, "a section is [group], [group:vars] or [group:children]");
            } else {
                line(group, kind, line, mark);
            }
        }
    }

    private void section(String group, String kind, Mark mark) {
        List<String> kinds = List.of("hosts", "vars", "children");
        if (!kinds.contains(kind)) {
            problems.add(mark, "unknown section `" + group + ":" + kind + "`" + Suggestion.among(kinds, kind));
        } else if (kind.equals("vars")) {
            lacking.putIfAbsent(group, mark);
        } else {
            groups.group(group);
        }
    }

    private void line(String group, String kind, String line, Mark mark) {
        switch (kind) {
            case "vars" -> variable(group, line, mark);
            case "children" -> {
                String child = line.split("\\s+#", 2)[0].strip();
                groups.group(group).children.put(child, mark);
                lacking.putIfAbsent(child, mark);
            }
            case "hosts" -> host(group, line, mark);
            default -> {} // told at the section
        }
    }

    private void variable(String group, String line, Mark mark) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            problems.add(mark, "a variable is `name=value`, found `" + line + "`");
            return;
        }
        String name = line.substring(0, equals).strip();
        var value = PythonLiteral.of(line.substring(equals + 1).strip(), mark);
        pending.computeIfAbsent(group, unknown -> new ArrayList<>()).add(new Entry(mark, name, value));
    }

    private void host(String group, String line, Mark mark) {
        List<Word> words = words(line, mark);
        var vars = new ArrayList<Entry>();
        for (Word word : words.subList(Math.min(1, words.size()), words.size())) {
            int equals = word.text().indexOf('=');
            if (equals < 1) {
                problems.add(word.mark(), "a variable of a host is `name=value`, found `" + word.text() + "`");
                return;
            }
            String name = word.text().substring(0, equals);
            vars.add(new Entry(word.mark(), name, PythonLiteral.of(word.text().substring(equals + 1), word.mark())));
        }
        if (!words.isEmpty()) {
            var name = new Scalar(mark, Type.TEXT, words.getFirst().text());
            groups.host(name, group, vars, problems);
        }
    }

    /** A word as a shell would see it. */
    private record Word(Mark mark, String text) {}

    private List<Word> words(String line, Mark start) {
        var words = new ArrayList<Word>();
        var word = new StringBuilder();
        int begin = -1;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && c == '#') {
                break;
            }
            if (quote == 0 && Character.isWhitespace(c)) {
                finish(words, word, begin, start);
                begin = -1;
                continue;
            }
            begin = begin < 0 ? i : begin;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            problems.add(start, "a quote is opened in this line and never closed");
        }
        finish(words, word, begin, start);
        return words;
    }

    private static void finish(List<Word> words, StringBuilder word, int begin, Mark start) {
        if (begin >= 0) {
            words.add(new Word(new Mark(start.file(), start.line(), start.column() + begin), word.toString()));
            word.setLength(0);
        }
    }
}
