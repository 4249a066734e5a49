package dev.muster.scope;

import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicReference;

/** {@link FleetScope} on the preview API of JDK 21 (JEP 453). */
final class FleetScope21 implements FleetScope {
    private final AtomicReference<Throwable> bug = new AtomicReference<>();
    private final StructuredTaskScope<Object> scope;

    FleetScope21(String name) {
        scope = new StructuredTaskScope<>(name, Thread.ofVirtual().factory()) {
            @Override
            protected void handleComplete(Subtask<? extends Object> subtask) {
                if (subtask.state() == Subtask.State.FAILED && bug.compareAndSet(null, subtask.exception())) {
                    shutdown();
                }
            }
        };
    }

    @Override
    public void fork(Runnable task) {
        scope.fork(() -> {
            task.run();
            return null;
        });
    }

    @Override
    public void join() throws InterruptedException {
        scope.join();
        Throwable cause = bug.get();
        if (cause != null) {
            throw new IllegalStateException("a task broke the rule that failures are values", cause);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
