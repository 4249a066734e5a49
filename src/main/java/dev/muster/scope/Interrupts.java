package dev.muster.scope;

/** Keeps an interrupt for whoever looks next, where an action had to be finished first. */
public final class Interrupts {
    private Interrupts() {}

    /** Throws when the current thread was interrupted, as what blocks and cannot throw it itself should. */
    public static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Lets other virtual threads have this one's carrier for a while. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: work that takes long is only polite
    public static void yieldToOthers() {
        Thread.yield();
    }

    /** Sets the current thread's interrupt again. */
    public static void restore() {
        Thread.currentThread().interrupt();
    }
}
