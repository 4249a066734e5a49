package dev.muster.textfsm;

/** An index that cannot be read: the line (from 1; 0 for the whole) and the reason. */
public final class IndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    IndexException(int line, String reason) {
        super("index" + (line == 0 ? "" : " line " + line) + ": " + reason);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
