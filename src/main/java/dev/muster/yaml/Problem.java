package dev.muster.yaml;

/** One mistake in a file: where, what, and what was meant. */
public record Problem(Mark mark, String message) {
    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
