package dev.muster.textfsm;

/** A text that cannot be parsed: a rule of the template says {@code Error}, or a pattern runs away on one of its lines. */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final int rule;
    private final long line;

    ParseException(Kind kind, String message, int rule, long line) {
        super(message);
        this.kind = kind;
        this.rule = rule;
        this.line = line;
    }

    public Kind kind() {
        return kind;
    }

    /** The line of the rule in the template. */
    public int rule() {
        return rule;
    }

    /** The line of the text, from 1. */
    public long line() {
        return line;
    }

    /** Why a text cannot be parsed. */
    public enum Kind {
        /** The template refuses this text. */
        ERROR_RULE,
        /** The limit of steps or of memory was reached. */
        RUNAWAY
    }
}
