package dev.muster.scope;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Waits for what a library has promised; the wait never holds a virtual thread's carrier. */
public final class Promise {
    private Promise() {}

    /**
     * What was promised; work that nobody waits for any more is cancelled.
     *
     * @param orEnd ends the wait
     * @throws TimeoutException when the deadline or the event comes first
     * @throws ExecutionException with what the work threw
     */
    public static <T> T await(CompletionStage<T> promised, Deadline deadline, Event orEnd)
            throws InterruptedException, ExecutionException, TimeoutException {
        var future = promised.toCompletableFuture();
        var done = new Event();
        var unused = future.whenComplete((value, thrown) -> done.happen());
        try {
            if (!done.or(orEnd).await(deadline) || !future.isDone()) {
                throw new TimeoutException();
            }
            return future.get();
        } catch (CancellationException | CompletionException e) {
            throw new ExecutionException(e);
        } finally {
            future.cancel(true);
        }
    }
}
