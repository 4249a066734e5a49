package dev.muster.textfsm;

/**
 * How much work parsing a text may be: a fixed number of steps and some more for each of its characters. A step is about a
 * hundredth of a microsecond.
 */
public record Limits(long steps, long stepsPerCharacter) {
    public static final Limits DEFAULT = new Limits(100_000_000, 1000);

    public Limits {
        if (steps < 1 || stepsPerCharacter < 0) {
            throw new IllegalArgumentException("a parse needs at least one step");
        }
    }
}
