package dev.muster.textfsm;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A state and its rules, looked up by the first characters of a line: rules that cannot match it are left out. */
final class State {
    private static final int OTHER = 128;
    private static final int EMPTY = 129;

    private final String name;
    private final List<Rule> rules;
    private final AtomicReferenceArray<Rule[]> byFirst = new AtomicReferenceArray<>(EMPTY + 1);
    private final AtomicReferenceArray<Rule[]> byInk = new AtomicReferenceArray<>(EMPTY + 1);

    State(String name, List<Rule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
    }

    String name() {
        return name;
    }

    List<Rule> rules() {
        return rules;
    }

    /** @param ink the first character that is not white */
    Rule[] startingWith(int first, int ink) {
        boolean indented = first == ' ';
        AtomicReferenceArray<Rule[]> known = indented ? byInk : byFirst;
        int index = index(indented ? ink : first);
        Rule[] found = known.get(index);
        if (found == null) {
            found = rules.stream()
                    .filter(rule -> rule.regex().start().firsts.allows(first))
                    .filter(rule -> !indented || allowsInk(rule, ink))
                    .toArray(Rule[]::new);
            known.set(index, found);
        }
        return found;
    }

    /** Characters beyond ASCII share a place in the table, so all of their rules must be in it. */
    private static boolean allowsInk(Rule rule, int ink) {
        return ink >= OTHER || rule.regex().start().firstInk().allows(ink);
    }

    private static int index(int first) {
        return first < 0 ? EMPTY : Math.min(first, OTHER);
    }
}
