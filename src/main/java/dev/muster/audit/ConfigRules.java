package dev.muster.audit;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration; nothing when a list is empty. */
final class ConfigRules {
    private ConfigRules() {}

    static List<String> violations(Expectation.Lines rule, List<String> lines, String where) {
        var tree = new ConfigTree(lines);
        var violations = new ArrayList<String>();
        for (WantedLine line : rule.lines()) {
            if (rule.wanted()) {
                tree.missing(line).forEach(path -> violations.add("missing" + where + ": " + Shown.quoted(path)));
            } else {
                present(tree.everywhere(line), line, "")
                        .forEach(path -> violations.add("present" + where + ": " + Shown.quoted(path)));
            }
        }
        return violations;
    }

    /** The unwanted lines that are there, as paths. */
    private static List<String> present(List<ConfigTree.Line> found, WantedLine unwanted, String path) {
        var present = new ArrayList<String>();
        for (ConfigTree.Line line : found) {
            String here = path + line.text();
            if (unwanted.children().isEmpty()) {
                present.add(here);
            }
            for (WantedLine child : unwanted.children()) {
                List<ConfigTree.Line> below = line.children().stream()
                        .filter(each -> child.is(each.text()))
                        .toList();
                present.addAll(present(below, child, here + " / "));
            }
        }
        return present;
    }

    static List<String> violations(Expectation.Sections rule, List<String> lines) {
        var tree = new ConfigTree(lines);
        var violations = new ArrayList<String>();
        for (WantedLine head : rule.heads()) {
            List<ConfigTree.Line> sections = tree.everywhere(head);
            if (sections.isEmpty()) {
                violations.add("there is no section " + Shown.quoted(head.text()));
            }
            for (ConfigTree.Line section : sections) {
                ConfigTree.missingBelow(section, head.children(), "")
                        .forEach(path -> violations.add(
                                "missing in section " + Shown.quoted(section.text()) + ": " + Shown.quoted(path)));
            }
        }
        return violations;
    }
}
