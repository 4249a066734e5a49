package dev.muster.expression;

/** An expression or template that cannot be parsed or evaluated, with the reason. */
public sealed class ExpressionException extends Exception permits AbsentException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
