package dev.muster.textfsm;

/** A pattern that would go on for too long was stopped. */
public final class RunawayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunawayException(String message) {
        super(message);
    }
}
