package dev.muster.run;

import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/**
 * Hands events to the listeners one at a time, on one thread, so that a slow disk stalls no device until {@value #ROOM}
 * results wait for it.
 */
final class EventQueue implements Runnable {
    private static final int ROOM = 1024;

    private final ArrayBlockingQueue<RunEvent> queue = new ArrayBlockingQueue<>(ROOM);
    private final List<RunListener> listeners;
    private final Consumer<IOException> onFailure;

    /** @param onFailure told when a listener cannot keep what it must; that listener gets no more events */
    EventQueue(List<RunListener> listeners, Consumer<IOException> onFailure) {
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

    /** Runs until {@link RunEvent.RunEnded} has been handed on. */
    @Override
    public void run() {
        RunEvent event;
        do {
            try {
                event = queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the event thread is not interrupted", e);
            }
            handOn(event);
        } while (!(event instanceof RunEvent.RunEnded));
    }

    private void handOn(RunEvent event) {
        for (RunListener listener : List.copyOf(listeners)) {
            try {
                listener.on(event);
            } catch (IOException e) {
                listeners.remove(listener);
                onFailure.accept(e);
                if (!(event instanceof RunEvent.Notice)) {
                    handOn(new RunEvent.Notice("not kept: " + e.getMessage()));
                }
            }
        }
    }
}
