package dev.muster.lab;

import dev.muster.lab.Simulation.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A configuration of statements that share beginnings, shown as a tree in braces. */
final class TreeConfig implements Config {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final String STEP = "    ";

    private final Style style;
    private final List<String> statements;

    TreeConfig(String text, Style style) {
        this(
                style,
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    private TreeConfig(Style style, List<String> statements) {
        this.style = style;
        this.statements = new ArrayList<>(statements);
    }

    private static List<String> words(String statement) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(statement);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String within(@Nullable String section, String line) {
        return section == null || section.isEmpty() ? line : section + " " + line;
    }

    @Override
    public void keep(@Nullable String section, String line, String once) {
        String statement = within(section, line);
        if (statements.contains(statement)) {
            return;
        }
        List<String> words = words(statement);
        String beginning = String.join(" ", words.subList(0, words.size() - 1));
        boolean single = words.size() > 1 && style.single().contains(words.get(words.size() - 2));
        for (int i = 0; single && i < statements.size(); i++) {
            if (statements.get(i).startsWith(beginning + " ")) {
                statements.set(i, statement);
                return;
            }
        }
        statements.add(statement);
    }

    @Override
    public void section(String head) {
        // A branch is there as soon as something grows on it.
    }

    @Override
    public void remove(@Nullable String section, String words) {
        String gone = within(section, words);
        statements.removeIf(statement -> statement.equals(gone) || statement.startsWith(gone + " "));
    }

    @Override
    public List<Block> interfaces() {
        var found = new LinkedHashMap<String, List<String>>();
        for (String statement : statements) {
            List<String> words = words(statement);
            if (words.size() > 2 && words.getFirst().equals("interfaces")) {
                found.computeIfAbsent(words.get(1), name -> new ArrayList<>())
                        .add(String.join(" ", words.subList(2, words.size())));
            }
        }
        var blocks = new ArrayList<Block>();
        found.forEach((name, lines) -> blocks.add(new Block("interface " + name, lines)));
        return blocks;
    }

    /** What grows on a branch, by name; a leaf has nothing. */
    private static final class Branch {
        final Map<String, Branch> twigs = new LinkedHashMap<>();

        Branch twig(String name) {
            return twigs.computeIfAbsent(name, any -> new Branch());
        }

        boolean isLeaf() {
            return twigs.isEmpty();
        }
    }

    @Override
    public String text() {
        var root = new Branch();
        for (String statement : statements) {
            Branch branch = root;
            for (String word : words(statement)) {
                branch = branch.twig(word);
            }
        }
        var text = new StringBuilder();
        show(root, "", text);
        return text.toString();
    }

    private void show(Branch branch, String indent, StringBuilder text) {
        branch.twigs.forEach((name, twig) -> {
            if (twig.isLeaf()
                    || !(style.keyed().contains(name) || style.single().contains(name))) {
                show(name, twig, indent, text);
            } else {
                twig.twigs.forEach((value, rest) -> show(name + " " + value, rest, indent, text));
            }
        });
    }

    private void show(String head, Branch rest, String indent, StringBuilder text) {
        text.append(indent).append(head);
        if (rest.isLeaf()) {
            text.append(";\n");
        } else {
            text.append(" {\n");
            show(rest, indent + STEP, text);
            text.append(indent).append("}\n");
        }
    }

    @Override
    public List<String> statements() {
        return List.copyOf(statements);
    }

    @Override
    public String changes(Config before) {
        var text = new StringBuilder();
        List<String> old = before.statements();
        for (String statement : old) {
            if (!statements.contains(statement)) {
                change(statement, "-", text);
            }
        }
        for (String statement : statements) {
            if (!old.contains(statement)) {
                change(statement, "+", text);
            }
        }
        return text.toString();
    }

    private void change(String statement, String sign, StringBuilder text) {
        List<String> words = words(statement);
        boolean pair = words.size() > 2
                && (style.keyed().contains(words.get(words.size() - 2))
                        || style.single().contains(words.get(words.size() - 2)));
        int cut = words.size() - (pair ? 2 : 1);
        text.append("[edit ").append(String.join(" ", words.subList(0, cut))).append("]\n");
        text.append(sign).append("   ").append(String.join(" ", words.subList(cut, words.size())));
        text.append(";\n");
    }

    @Override
    public Config copy() {
        return new TreeConfig(style, statements);
    }
}
