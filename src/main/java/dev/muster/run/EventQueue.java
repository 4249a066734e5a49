package dev.muster.run;

import dev.muster.result.Ledger;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import dev.muster.scope.Interrupts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to the ledger and then to the listeners, on one thread, so that a slow disk stalls no device until
 * {@value #ROOM} events wait for it. Whatever has gathered meanwhile goes to the ledger together: one wait for the disk
 * serves them all.
 */
final class EventQueue implements Runnable {
    private static final int ROOM = 1024;
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Semaphore urgent = new Semaphore(0);
    private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(ROOM);
    private final Ledger ledger;
    private final List<RunListener> listeners;
    private final Consumer<String> onFailure;
    private final boolean followed;
    private final Tally.Counter counter = new Tally.Counter();
    private @Nullable Throwable bug;
    private boolean lost;

    /** An event, and who waits until it is kept. */
    private static final class Entry {
        private final RunEvent event;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile boolean kept;

        Entry(RunEvent event) {
            this.event = event;
        }
    }

    /** @param onFailure told why when the ledger or a listener cannot keep what it must; it gets no more events */
    EventQueue(Ledger ledger, List<RunListener> listeners, Consumer<String> onFailure) {
        this.ledger = ledger;
        this.listeners = new ArrayList<>(listeners);
        this.followed = listeners.stream().anyMatch(RunListener::followsSteps);
        this.onFailure = onFailure;
    }

    /** Whether somebody wants to hear of every step. */
    boolean isFollowed() {
        return followed;
    }

    void put(RunEvent event) {
        put(new Entry(event));
        if (event instanceof RunEvent.RunEnded) {
            urgent.release();
        }
    }

    /** Puts an event and waits until it is kept; false when it cannot be. */
    boolean keep(RunEvent event) throws InterruptedException {
        var entry = new Entry(event);
        put(entry);
        urgent.release();
        entry.settled.await();
        return entry.kept;
    }

    private void put(Entry entry) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(entry);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // an event must not be lost; the scope's own join sees the interrupt
            }
        }
        if (interrupted) {
            Interrupts.restore();
        }
    }

    /**
     * Runs until {@link RunEvent.RunEnded} has been handed on.
     *
     * @throws IllegalStateException afterwards, when a listener threw what no listener should
     */
    @Override
    public void run() {
        boolean ended = false;
        var batch = new ArrayList<Entry>();
        while (!ended) {
            batch.clear();
            batch.add(next());
            gather();
            queue.drainTo(batch);
            settle(batch);
            for (Entry entry : batch) {
                tell(entry);
                ended |= entry.event instanceof RunEvent.RunEnded;
            }
        }
        if (bug != null) {
            throw new IllegalStateException("a listener has a bug", bug);
        }
    }

    /** The last event always comes, so an interrupt may not end the wait for it. */
    private Entry next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // the runner is ending and waits for this thread
            }
        }
    }

    /** Waiting a moment for more costs no device any time, and saves the disk and this thread most of their work. */
    private void gather() {
        try {
            if (urgent.tryAcquire(GATHERING.toNanos(), TimeUnit.NANOSECONDS)) {
                urgent.drainPermits();
            }
        } catch (InterruptedException e) {
            // as above
        }
    }

    private void settle(List<Entry> batch) {
        boolean kept = !lost && isKept(batch.stream().map(entry -> entry.event).toList());
        for (Entry entry : batch) {
            entry.kept = kept;
            entry.settled.countDown();
        }
    }

    private boolean isKept(List<RunEvent> events) {
        try {
            ledger.keep(events);
            return true;
        } catch (IOException e) {
            loseMore(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            bug = bug == null ? e : bug;
            loseMore("a bug: " + e);
        }
        return false;
    }

    private void loseMore(String why) {
        lost = true;
        onFailure.accept(why);
        handOn(new RunEvent.Notice("not kept: " + why), List.copyOf(listeners));
    }

    /** A device whose end is not kept has not ended for anybody: a later run of the rest does it again. */
    private void tell(Entry entry) {
        switch (entry.event) {
            case RunEvent.DeviceEnded ended -> {
                if (entry.kept) {
                    counter.add(ended.result());
                    handOn(ended, listeners);
                }
            }
            case RunEvent.RunEnded ended -> handOn(new RunEvent.RunEnded(tally(ended.tally())), listeners);
            case RunEvent.RunStarted started -> handOn(started, listeners);
            case RunEvent.DeviceStarted started -> handOn(started, listeners);
            case RunEvent.Activity activity -> handOn(activity, listeners);
            case RunEvent.FleetChecked checked -> handOn(checked, listeners);
            case RunEvent.Notice notice -> handOn(notice, listeners);
        }
    }

    /** The sum of the run, of the devices that are kept; to be asked when {@link #run} has returned. */
    Tally tally(Tally ended) {
        return lost ? counter.tally(ended.elapsed(), ended.stopped()) : ended;
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
