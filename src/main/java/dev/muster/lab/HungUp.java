package dev.muster.lab;

/** The connection has ended, so the conversation on it ends too. */
final class HungUp extends Exception {
    private static final long serialVersionUID = 1L;

    HungUp() {
        super("the connection has ended", null, false, false);
    }
}
