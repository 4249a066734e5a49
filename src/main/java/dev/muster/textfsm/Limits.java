package dev.muster.textfsm;

/**
 * How much work parsing a text may be. Steps are a store: it begins full, every character of the text adds some, and it
 * holds no more than at the beginning, so that one line can use no more than that. A step is about a hundredth of a
 * microsecond.
 */
public record Limits(long steps, long stepsPerCharacter) {
    public static final Limits DEFAULT = new Limits(100_000_000, 1000);

    public Limits {
        if (steps < 1 || stepsPerCharacter < 0) {
            throw new IllegalArgumentException("a parse needs at least one step");
        }
    }
}
