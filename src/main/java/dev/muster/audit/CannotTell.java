package dev.muster.audit;

/** Why a check cannot be evaluated; it has no stack trace. */
final class CannotTell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotTell(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
