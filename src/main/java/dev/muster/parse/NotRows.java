package dev.muster.parse;

/** An output that is not what it should be; the message is for people and begins with a verb. */
final class NotRows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRows(String message) {
        super(message);
    }
}
