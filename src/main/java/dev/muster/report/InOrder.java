package dev.muster.report;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands out items in the order of their indices, each as soon as all before it have been handed out; or, for the order
 * of completion, at once. Indices count from 0 without gaps; should some be missing, {@link #rest} still has what waits.
 *
 * @param <T> what waits
 */
public final class InOrder<T> {
    private record Waiting<T>(int index, int arrival, T item) {}

    private final boolean inventory;
    private final PriorityQueue<Waiting<T>> waiting = new PriorityQueue<>(
            Comparator.<Waiting<T>>comparingInt(Waiting::index).thenComparingInt(Waiting::arrival));
    private int next;
    private int arrivals;
    private boolean ended;

    /** @param inventory whether items wait for those with lower indices */
    public InOrder(boolean inventory) {
        this.inventory = inventory;
    }

    /** Whether an item with this index would be handed out at once. */
    public boolean isDue(int index) {
        return !inventory || ended || index <= next;
    }

    /** Takes an item. */
    public void put(int index, T item) {
        waiting.add(new Waiting<>(index, arrivals++, item));
    }

    /** The item whose turn it is, or null; it stays until {@link #done}. */
    public @Nullable T due() {
        Waiting<T> first = waiting.peek();
        return first != null && isDue(first.index) ? first.item : null;
    }

    /** The item that was due has been dealt with. */
    public void done() {
        Waiting<T> first = waiting.remove();
        next = Math.max(next, first.index + 1);
    }

    /** No more will come: all that waits is due, in order. */
    public void rest() {
        ended = true;
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }
}
