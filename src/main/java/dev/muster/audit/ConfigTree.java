package dev.muster.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration as the tree that its indentation makes; empty lines and comments are left out. */
final class ConfigTree {
    /** Devices nest a dozen levels; what is deeper was made up and stands beside its neighbours. */
    private static final int DEEPEST = 100;

    private final Line root = new Line("", -1);

    /** A line and those below it. */
    static final class Line {
        private final String text;
        private final int indent;
        private final List<Line> children = new ArrayList<>();

        private Line(String text, int indent) {
            this.text = text;
            this.indent = indent;
        }

        String text() {
            return text;
        }

        List<Line> children() {
            return children;
        }

        /** The lines below it with their indentation, as text. */
        List<String> below() {
            var lines = new ArrayList<String>();
            children.forEach(child -> child.write(0, lines));
            return lines;
        }

        private void write(int depth, List<String> into) {
            into.add(" ".repeat(depth) + text);
            children.forEach(child -> child.write(depth + 1, into));
        }
    }

    ConfigTree(List<String> lines) {
        var open = new ArrayDeque<Line>();
        open.push(root);
        for (String line : lines) {
            String text = squeezed(line);
            if (text.isEmpty() || text.startsWith("!")) {
                continue;
            }
            int indent = indent(line);
            while (open.size() > DEEPEST || (open.size() > 1 && open.element().indent >= indent)) {
                open.pop();
            }
            var node = new Line(text, indent);
            open.element().children.add(node);
            open.push(node);
        }
    }

    /** Blanks at the ends go, several blanks within are one: devices differ in them, and jobs too. */
    static String squeezed(String line) {
        return line.strip().replaceAll("[ \\t]{2,}|\\t", " ");
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    /** The lines at the top. */
    List<Line> top() {
        return root.children;
    }

    /** Every line that is wanted, wherever it stands. */
    List<Line> everywhere(WantedLine wanted) {
        var found = new ArrayList<Line>();
        search(root, wanted, found);
        return found;
    }

    private static void search(Line at, WantedLine wanted, List<Line> found) {
        for (Line child : at.children) {
            if (wanted.is(child.text)) {
                found.add(child);
            }
            search(child, wanted, found);
        }
    }

    /** What is missing of a wanted line wherever it may stand, as paths; empty when nothing is. */
    List<String> missing(WantedLine wanted) {
        return missing(everywhere(wanted), wanted, "");
    }

    /** What is missing below a line. */
    static List<String> missingBelow(Line at, List<WantedLine> wanted, String path) {
        var missing = new ArrayList<String>();
        for (WantedLine line : wanted) {
            List<Line> found =
                    at.children.stream().filter(child -> line.is(child.text)).toList();
            missing.addAll(missing(found, line, path));
        }
        return missing;
    }

    /** Of several lines that may be meant, the one to which least is missing counts. */
    private static List<String> missing(List<Line> candidates, WantedLine wanted, String path) {
        String here = path + wanted.text();
        @Nullable List<String> least = null;
        for (Line candidate : candidates) {
            List<String> missing = missingBelow(candidate, wanted.children(), here + " / ");
            if (least == null || missing.size() < least.size()) {
                least = missing;
            }
        }
        return least == null ? List.of(here) : least;
    }
}
