package dev.muster.scope;

import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** {@link FleetScope} on the preview API of JDK 25 (JEP 505). */
final class FleetScope25 implements FleetScope {
    private final StructuredTaskScope<Object, Void> scope;

    FleetScope25(String name) {
        scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(), with -> with.withName(name));
    }

    @Override
    public void fork(Runnable task) {
        scope.fork(task);
    }

    @Override
    public void join() throws InterruptedException {
        try {
            scope.join();
        } catch (FailedException e) {
            throw new IllegalStateException("a task broke the rule that failures are values", e.getCause());
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
