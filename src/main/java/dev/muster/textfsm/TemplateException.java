package dev.muster.textfsm;

/** A template that TextFSM would refuse: the line (from 1; 0 for the whole) and the reason. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String reason;

    TemplateException(int line, String reason) {
        super(line == 0 ? reason : "line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
