package dev.muster.expression;

/** An expression came upon an entry of a list that has fewer, such as the first of no rows; there may be more later. */
public final class AbsentException extends ExpressionException {
    private static final long serialVersionUID = 1L;

    AbsentException(String message) {
        super(message);
    }
}
