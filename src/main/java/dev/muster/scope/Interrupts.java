package dev.muster.scope;

/** Keeps an interrupt for whoever looks next, where an action had to be finished first. */
public final class Interrupts {
    private Interrupts() {}

    /** Sets the current thread's interrupt again. */
    public static void restore() {
        Thread.currentThread().interrupt();
    }
}
