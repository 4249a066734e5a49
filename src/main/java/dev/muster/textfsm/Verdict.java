package dev.muster.textfsm;

/** The rules of a state that a line may match, in their order. Immutable, so that threads may find one without a lock. */
final class Verdict {
    private final Rule[] rules;
    private final boolean[] certain;
    private final long[] needs;

    /** @param certain for each rule, whether a line of nothing but ASCII matches it for certain and there is nothing to keep */
    Verdict(Rule[] rules, boolean[] certain) {
        this.rules = rules;
        this.certain = certain;
        needs = new long[rules.length];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = rules[i].regex().needs();
        }
    }

    /** Rules of which nothing is certain. */
    static Verdict maybe(Rule[] rules) {
        return new Verdict(rules, new boolean[rules.length]);
    }

    int size() {
        return rules.length;
    }

    Rule rule(int index) {
        return rules[index];
    }

    /** Characters without which the rule cannot match. */
    long needs(int index) {
        return needs[index];
    }

    boolean isCertain(int index) {
        return certain[index];
    }

    boolean has(Rule rule) {
        for (Rule one : rules) {
            if (one.line() == rule.line()) {
                return true;
            }
        }
        return false;
    }
}
