package dev.muster.textfsm;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression of Python's {@code re} (3.11), matched at the beginning of a text as {@code re.match} does.
 * Matching needs no thread's stack, and every match has a limit of steps. Immutable.
 */
public final class PythonRegex {
    /** Steps that one match may take; a step is about a hundredth of a microsecond. */
    public static final long DEFAULT_STEPS = 50_000_000;

    private final String pattern;
    private final Node tree;
    /** In one array, so that the garbage collector puts them side by side: fetching them from memory is half of the work. */
    private final Op[] program;

    private final long needs;
    private final int slots;
    private final int groupCount;
    private final Map<String, Integer> names;

    private PythonRegex(String pattern) {
        var reader = new PatternReader(pattern);
        tree = reader.read();
        var assembler = new Assembler(reader.groups().count());
        this.pattern = pattern;
        program = assembler.program(tree);
        needs = Needs.of(tree);
        slots = assembler.slots();
        groupCount = reader.groups().count();
        names = Collections.unmodifiableMap(reader.groups().names());
    }

    /** @throws PatternException if Python would refuse it */
    public static PythonRegex compile(String pattern) {
        return new PythonRegex(pattern);
    }

    /**
     * Whether a match begins at the first character; the rest of the text does not matter.
     *
     * @throws RunawayException beyond {@link #DEFAULT_STEPS}
     */
    public boolean matches(String text) {
        return match(text, DEFAULT_STEPS) != null;
    }

    /** The match at the beginning of the text, or null. */
    public @Nullable PythonMatch match(String text, long steps) {
        var machine = new Machine();
        machine.allow(steps);
        machine.load(text);
        return machine.matches(this) ? PythonMatch.of(machine, this) : null;
    }

    @Nullable
    PythonMatch match(String text, Machine machine) {
        machine.load(text);
        return machine.matches(this) ? PythonMatch.of(machine, this) : null;
    }

    public String pattern() {
        return pattern;
    }

    /** Names and numbers of the named groups, in the order of their beginnings. */
    public Map<String, Integer> groupNames() {
        return names;
    }

    public int groupCount() {
        return groupCount;
    }

    Node tree() {
        return tree;
    }

    /** Characters without which nothing matches, as {@link Needs} makes them into bits. */
    long needs() {
        return needs;
    }

    Op start() {
        return program[0];
    }

    int slots() {
        return slots;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
