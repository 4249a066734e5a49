package dev.muster.audit;

import java.util.regex.Pattern;

/**
 * A text that allows a search only so many looks at its characters, so that no pattern goes on for ever on a line that a
 * device made up: some milliseconds for a usual line, and a constant for each character of a long one.
 */
final class Guarded implements CharSequence {
    private static final long LOOKS = 1_000_000;
    private static final long LOOKS_PER_CHARACTER = 30;

    private final String text;
    private long left;

    private Guarded(String text) {
        this.text = text;
        this.left = LOOKS + LOOKS_PER_CHARACTER * text.length();
    }

    /**
     * Whether the pattern is found in the line.
     *
     * @throws CannotTell when that would take too long
     */
    static boolean finds(Pattern pattern, String line) {
        try {
            return pattern.matcher(new Guarded(line)).find();
        } catch (StackOverflowError e) {
            throw new CannotTell("the pattern `" + pattern + "` is too deep for a line of " + line.length()
                    + " characters; repeat a set such as [ab]* in place of a group");
        } catch (TooLong e) {
            throw new CannotTell("the pattern `" + pattern + "` takes too long on a line of " + line.length()
                    + " characters; let no two repetitions match the same text");
        }
    }

    /** Ends a search from within. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
