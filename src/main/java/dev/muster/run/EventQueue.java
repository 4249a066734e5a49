package dev.muster.run;

import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to the listeners one at a time, on one thread, so that a slow disk stalls no device until {@value #ROOM}
 * results wait for it.
 */
final class EventQueue implements Runnable {
    private static final int ROOM = 1024;

    private final ArrayBlockingQueue<RunEvent> queue = new ArrayBlockingQueue<>(ROOM);
    private final List<RunListener> listeners;
    private final Consumer<String> onFailure;
    private @Nullable Throwable bug;

    /** @param onFailure told why when a listener cannot keep what it must; that listener gets no more events */
    EventQueue(List<RunListener> listeners, Consumer<String> onFailure) {
        this.listeners = new ArrayList<>(listeners);
        this.onFailure = onFailure;
    }

    void put(RunEvent event) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(event);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // an event must not be lost; the scope's own join sees the interrupt
            }
        }
        if (interrupted) {
            dev.muster.scope.Interrupts.restore();
        }
    }

    /**
     * Runs until {@link RunEvent.RunEnded} has been handed on.
     *
     * @throws IllegalStateException afterwards, when a listener threw what no listener should
     */
    @Override
    public void run() {
        RunEvent event;
        do {
            event = next();
            handOn(event, listeners);
        } while (!(event instanceof RunEvent.RunEnded));
        if (bug != null) {
            throw new IllegalStateException("a listener has a bug", bug);
        }
    }

    /** The last event always comes, so an interrupt may not end the wait for it. */
    private RunEvent next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // the runner is ending and waits for this thread
            }
        }
    }

    private void handOn(RunEvent event, List<RunListener> to) {
        var left = new ArrayDeque<>(to);
        while (!left.isEmpty()) {
            RunListener listener = left.remove();
            try {
                listener.on(event);
            } catch (IOException e) {
                drop(listener, String.valueOf(e.getMessage()), event, left);
            } catch (RuntimeException | Error e) {
                bug = bug == null ? e : bug;
                drop(listener, "a bug: " + e, event, left);
            }
        }
    }

    /** Nobody hears of anything after the end of the run: then only those are told who have not heard of it yet. */
    private void drop(RunListener failed, String why, RunEvent during, Collection<RunListener> left) {
        listeners.remove(failed);
        onFailure.accept(why);
        if (!(during instanceof RunEvent.Notice)) {
            boolean last = during instanceof RunEvent.RunEnded;
            handOn(new RunEvent.Notice("not kept: " + why), List.copyOf(last ? left : listeners));
            left.retainAll(listeners);
        }
    }
}
