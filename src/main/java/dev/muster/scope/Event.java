package dev.muster.scope;

import java.util.ArrayList;
import java.util.List;

/** Something that happens once, and that threads can wait for; waiting never holds a virtual thread's carrier. */
public final class Event {
    private volatile boolean happened;
    /** What to do when it happens; guarded by this. */
    private List<Runnable> actions = List.of();

    /** It has happened; again makes no difference. */
    public void happen() {
        List<Runnable> due;
        synchronized (this) {
            happened = true;
            due = actions;
            actions = List.of();
        }
        due.forEach(Runnable::run);
    }

    /** Whether it has happened. */
    public boolean hasHappened() {
        return happened;
    }

    /** An event that happens when this one or the other does. */
    public Event or(Event other) {
        var either = new Event();
        then(either::happen);
        other.then(either::happen);
        return either;
    }

    /** Runs a short action, which must not throw, when it happens; at once when it has. */
    public void then(Runnable action) {
        if (!add(action)) {
            action.run();
        }
    }

    private synchronized boolean add(Runnable action) {
        if (happened) {
            return false;
        }
        if (actions.isEmpty()) {
            actions = new ArrayList<>(2);
        }
        actions.add(action);
        return true;
    }

    private synchronized void forget(Runnable action) {
        if (!actions.isEmpty()) {
            actions.remove(action);
        }
    }

    /** Waits until it happens; false when the deadline comes first. */
    public boolean await(Deadline deadline) throws InterruptedException {
        return awaitAny(deadline, this);
    }

    /** Waits until one of them happens; false when the deadline comes first. */
    public static boolean awaitAny(Deadline deadline, Event... events) throws InterruptedException {
        var bell = new Bell();
        try {
            for (Event event : events) {
                if (!event.add(bell)) {
                    return true;
                }
            }
            return bell.await(deadline);
        } finally {
            for (Event event : events) {
                event.forget(bell);
            }
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
