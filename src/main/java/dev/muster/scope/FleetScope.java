package dev.muster.scope;

/**
 * A structured-concurrency scope for a fleet of tasks on virtual threads: nothing forked here outlives {@link #close()}.
 *
 * <p>Tasks report failures as values; a task that throws is a bug, cancels the scope and is thrown again by {@link
 * #join()}. Used by the thread that opened it.
 */
public interface FleetScope extends AutoCloseable {

    /** Starts a task on a virtual thread of its own. */
    void fork(Runnable task);

    /**
     * Waits until every task has ended; after an interrupt it may be called again.
     *
     * @throws IllegalStateException with the cause, when a task threw
     */
    void join() throws InterruptedException;

    @Override
    void close();

    /** Opens a scope on the {@code StructuredTaskScope} of the running JDK (21 and 25 differ). */
    static FleetScope open(String name) {
        int release = Runtime.version().feature();
        try {
            return Class.forName("dev.muster.scope.FleetScope" + release)
                    .asSubclass(FleetScope.class)
                    .getDeclaredConstructor(String.class)
                    .newInstance(name);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "this build of Muster does not run on Java " + release
                            + " (it needs the Java release it was built with, 21 or 25, and --enable-preview)",
                    e);
        }
    }
}
