package dev.muster.scope;

import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@link FleetScope} on the preview API of JDK 25 (JEP 505). There a {@code join} that was interrupted cannot be repeated,
 * so the tasks are counted and the wait for them comes before it.
 */
final class FleetScope25 implements FleetScope {
    private final StructuredTaskScope<Object, Void> scope;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private Throwable bug;

    FleetScope25(String name) {
        scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(), with -> with.withName(name));
    }

    @Override
    public void fork(Runnable task) {
        count(1, null);
        scope.fork(() -> {
            Throwable thrown = null;
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                thrown = e;
                throw e;
            } finally {
                count(-1, thrown);
            }
        });
    }

    private void count(int more, Throwable thrown) {
        lock.lock();
        try {
            running += more;
            bug = bug == null ? thrown : bug;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void join() throws InterruptedException {
        Throwable thrown = awaitTasks();
        try {
            scope.join();
        } catch (FailedException e) {
            thrown = e.getCause();
        } catch (InterruptedException e) {
            Interrupts.restore(); // every task has ended or is being cancelled: there is nothing left to wait for
        }
        if (thrown != null) {
            throw new IllegalStateException("a task broke the rule that failures are values", thrown);
        }
    }

    /** A task that is forked after another failed never runs, so the failure ends the wait. */
    private Throwable awaitTasks() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (running > 0 && bug == null) {
                changed.await();
            }
            return bug;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
