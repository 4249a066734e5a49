package dev.muster.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is wrong with the text of an answer; nothing when a list is empty. */
final class TextRules {
    private TextRules() {}

    /** Something that is looked for in lines. */
    private record Sought(String name, Predicate<String> in) {}

    static List<String> violations(Expectation.Contains rule, Passage passage) throws IOException {
        List<Sought> sought = rule.texts().stream()
                .map(text -> new Sought(Shown.quoted(text), line -> line.contains(text)))
                .toList();
        return violations(sought, rule.wanted(), passage);
    }

    static List<String> violations(Expectation.Matches rule, Passage passage) throws IOException {
        List<Sought> sought = rule.patterns().stream()
                .map(pattern ->
                        new Sought("/" + Shown.line(pattern.pattern()) + "/", line -> Guarded.finds(pattern, line)))
                .toList();
        return violations(sought, rule.wanted(), passage);
    }

    private static List<String> violations(List<Sought> sought, boolean wanted, Passage passage) throws IOException {
        var found = new boolean[sought.size()];
        var hits = new ArrayList<String>();
        passage.each((number, line) -> {
            for (int i = 0; i < found.length; i++) {
                if ((!wanted || !found[i]) && sought.get(i).in().test(line)) {
                    found[i] = true;
                    if (!wanted) {
                        hits.add(sought.get(i).name() + " is" + passage.where() + " in line " + number + ": "
                                + Shown.quoted(line.strip()));
                    }
                }
            }
        });
        if (!wanted) {
            return hits;
        }
        var missing = new ArrayList<String>();
        for (int i = 0; i < found.length; i++) {
            if (!found[i]) {
                missing.add(sought.get(i).name() + " is not there" + passage.where());
            }
        }
        return missing;
    }
}
