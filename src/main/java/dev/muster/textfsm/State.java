package dev.muster.textfsm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state and its rules. Rules that cannot match a line are left out: by its first characters at the beginning, by all of
 * them once the state has seen so many lines that a {@link Sieve} pays.
 */
final class State {
    private static final int OTHER = 128;
    private static final int EMPTY = 129;
    /** Steps in vain, in all and for each line, beyond which a sieve pays. */
    private static final int WASTED = 5_000;

    private static final int WASTED_PER_LINE = 16;

    private final String name;
    private final List<Rule> rules;
    private final @Nullable Verdict[] byFirst = new Verdict[EMPTY + 1];
    private final @Nullable Verdict[] byInk = new Verdict[EMPTY + 1];
    private long lines;
    private long wasted;
    private volatile @Nullable Sieve sieve;

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

    /** The rules that the machine's line may match. */
    Verdict judge(Machine machine) {
        Sieve known = sieve;
        if (known == null) {
            lines++;
            return startingWith(machine.first(), machine.firstInk());
        }
        Verdict verdict = known.judge(machine.text, machine.end);
        return verdict == null ? startingWith(machine.first(), machine.firstInk()) : verdict;
    }

    /** Tells of steps in vain. Threads may lose what others told, for none waits for another. */
    void waste(long steps) {
        wasted += steps;
        if (wasted > WASTED && wasted > lines * WASTED_PER_LINE && sieve == null) {
            sieve = new Sieve(rules);
        }
    }

    /** Whether a rule can match the machine's line at all; true when that is not known. */
    boolean mayMatch(Rule rule, Machine machine) {
        Sieve known = sieve;
        if (known == null) {
            known = new Sieve(rules);
            sieve = known;
        }
        Verdict verdict = known.judge(machine.text, machine.end);
        return verdict == null || verdict.has(rule);
    }

    /** @param ink the first character that is not white */
    private Verdict startingWith(int first, int ink) {
        boolean indented = first == ' ';
        @Nullable Verdict[] known = indented ? byInk : byFirst;
        int index = index(indented ? ink : first);
        Verdict found = known[index];
        if (found == null) {
            found = Verdict.maybe(rules.stream()
                    .filter(rule -> rule.regex().start().firsts.allows(first))
                    .filter(rule -> !indented || allowsInk(rule, ink))
                    .toArray(Rule[]::new));
            known[index] = found;
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
