package dev.muster.scope;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bounded pool of platform threads for calls that would hold a virtual thread's carrier, such as the system's name
 * resolver: a slow one never stalls device tasks.
 */
public final class Blocking {
    private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    private static final ThreadPoolExecutor POOL = pool();

    private Blocking() {}

    private static ThreadPoolExecutor pool() {
        var pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("muster-blocking-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs a blocking call elsewhere and waits for it until the deadline; the call itself may go on longer.
     *
     * @throws TimeoutException when the deadline passes first
     * @throws ExecutionException with what the call threw
     */
    public static <T> T call(Callable<T> call, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        return call(call, deadline, new Event());
    }

    /**
     * Runs a blocking call like {@link #call(Callable, Deadline)}, but waits no longer once the event happens.
     *
     * @throws TimeoutException when the deadline or the event comes first
     * @throws ExecutionException with what the call threw
     */
    public static <T> T call(Callable<T> call, Deadline deadline, Event orEnd)
            throws InterruptedException, ExecutionException, TimeoutException {
        var done = new Event();
        var task = new FutureTask<>(call) {
            @Override
            protected void done() {
                done.happen();
            }
        };
        POOL.execute(task);
        try {
            if (!Event.awaitAny(deadline, done, orEnd) || !task.isDone()) {
                throw new TimeoutException();
            }
            return task.get();
        } catch (CancellationException e) {
            throw new ExecutionException(e);
        } finally {
            task.cancel(false);
        }
    }

    /** Virtual threads for the I/O of a library that wants an executor; they end with their tasks. */
    public static ExecutorService virtualThreads(String name) {
        return java.util.concurrent.Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name).factory());
    }
}
