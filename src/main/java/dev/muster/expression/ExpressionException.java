package dev.muster.expression;

/** An expression or template that cannot be parsed or evaluated, with the reason. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
