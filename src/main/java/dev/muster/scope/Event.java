package dev.muster.scope;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that happens once, and that threads can wait for; waiting never holds a virtual thread's carrier. */
public final class Event {
    private final CompletableFuture<Void> future;

    public Event() {
        this(new CompletableFuture<>());
    }

    private Event(CompletableFuture<Void> future) {
        this.future = future;
    }

    /** It has happened; again makes no difference. */
    public void happen() {
        future.complete(null);
    }

    /** Whether it has happened. */
    public boolean hasHappened() {
        return future.isDone();
    }

    /** An event that happens when this one or the other does. */
    public Event or(Event other) {
        return new Event(CompletableFuture.anyOf(future, other.future).thenAccept(any -> {}));
    }

    /** Runs a short action when it happens, at once when it has. */
    public void then(Runnable action) {
        var unused = future.thenRun(action);
    }

    /** Waits until it happens; false when the deadline comes first. */
    public boolean await(Deadline deadline) throws InterruptedException {
        try {
            future.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event only happens", e);
        }
    }

    /** Waits like {@link #await}, for clean-up: an interrupt ends the wait and is kept for whoever looks next. */
    public boolean awaitInCleanUp(Deadline deadline) {
        try {
            return await(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
