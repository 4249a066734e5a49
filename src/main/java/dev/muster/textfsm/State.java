package dev.muster.textfsm;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A state and its rules, looked up by the first character of a line: rules that cannot match it are left out. */
final class State {
    private static final int OTHER = 128;
    private static final int EMPTY = 129;

    private final String name;
    private final List<Rule> rules;
    private final AtomicReferenceArray<Rule[]> byFirst = new AtomicReferenceArray<>(EMPTY + 1);

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

    Rule[] startingWith(int first) {
        int index = first < 0 ? EMPTY : Math.min(first, OTHER);
        Rule[] found = byFirst.get(index);
        if (found == null) {
            found = rules.stream()
                    .filter(rule -> rule.regex().start().firsts.allows(first))
                    .toArray(Rule[]::new);
            byFirst.set(index, found);
        }
        return found;
    }
}
