package dev.muster.textfsm;

/** A regular expression that Python's {@code re} would refuse; the message says why and at which character (from 0). */
public final class PatternException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final int position;

    PatternException(String reason, int position) {
        super(reason + " at position " + position);
        this.reason = reason;
        this.position = position;
    }

    public String reason() {
        return reason;
    }

    /** In code points from the beginning of the pattern. */
    public int position() {
        return position;
    }
}
