package dev.muster.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The device's end of a connection: typed bytes in, shown bytes out. The conversation blocks here on its own virtual
 * thread; the server's I/O threads only hand over bytes and never wait. Every wait ends when the connection does.
 */
final class Wire {
    static final int CTRL_C = 0x03;
    static final int CTRL_CARET = 0x1e;

    private static final int MOST_TYPED = 4 << 20;

    /** What carries the bytes away. */
    interface Carrier {
        /** Sends bytes and calls back once they are on their way, or never when the connection ends first. */
        void send(byte[] bytes, Runnable sent);

        /**
         * Ends the shell and the connection in good order.
         *
         * @param status of the command that ran instead of a shell; 0 for a shell
         */
        void end(int status);

        /** Closes the TCP connection at once. */
        void cut();

        /** So many bytes have been read, and as many may follow. */
        default void taken(int bytes) {
            // A carrier that holds nobody back has nothing to do.
        }
    }

    private final Carrier carrier;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] typed = new byte[64];
    private int from;
    private int to;
    private boolean sending;
    private boolean closed;
    private boolean complete;
    private volatile Window window = new Window("dumb", 80);

    /** What the client says of its terminal. */
    record Window(String type, int columns) {}

    Wire(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Bytes that the client typed; a client that types megabytes ahead is cut off. */
    void received(byte[] bytes, int start, int length) {
        boolean tooMuch;
        lock.lock();
        try {
            tooMuch = to - from + length > MOST_TYPED;
            if (!closed && !tooMuch) {
                makeRoom(length);
                System.arraycopy(bytes, start, typed, to, length);
                to += length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (tooMuch) {
            abort();
        }
    }

    /** The client tells what terminal it is. */
    void window(Window told) {
        window = told;
    }

    Window window() {
        return window;
    }

    private void makeRoom(int length) {
        byte[] target = typed.length - (to - from) >= length ? typed : new byte[2 * (to - from + length)];
        System.arraycopy(typed, from, target, 0, to - from);
        typed = target;
        to -= from;
        from = 0;
    }

    /** The connection has ended, from whichever side. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is typed already, so that {@link #read()} would not wait. */
    boolean ready() {
        lock.lock();
        try {
            return from < to;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes as they come, waiting for the first of them; how many there were. */
    int read(byte[] target, int most) throws HungUp {
        int length;
        lock.lock();
        try {
            awaitTyped();
            length = Math.min(most, to - from);
            System.arraycopy(typed, from, target, 0, length);
            from += length;
        } finally {
            lock.unlock();
        }
        carrier.taken(length);
        return length;
    }

    /** The next byte, waiting for it. */
    int read() throws HungUp {
        lock.lock();
        try {
            awaitTyped();
            return typed[from++] & 0xff;
        } finally {
            lock.unlock();
        }
    }

    private void awaitTyped() throws HungUp {
        while (from == to) {
            if (complete) {
                throw new HungUp();
            }
            await(Long.MAX_VALUE);
        }
    }

    /** The client types no more, but may still read. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that is left to do is to let the last words go out. */
    boolean isComplete() {
        lock.lock();
        try {
            return complete && !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the user asked to stop what is being shown; what was typed before that is dropped. */
    boolean interrupted() {
        lock.lock();
        try {
            for (int i = from; i < to; i++) {
                if (typed[i] == CTRL_C || typed[i] == CTRL_CARET) {
                    from = i + 1;
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends text, a byte for each character; waits while the text before it is not yet on its way, so a slow reader holds the device back. */
    void write(String text) throws HungUp {
        if (text.isEmpty()) {
            return;
        }
        flush();
        lock.lock();
        try {
            sending = true;
        } finally {
            lock.unlock();
        }
        carrier.send(text.getBytes(StandardCharsets.ISO_8859_1), this::sent);
    }

    private void sent() {
        lock.lock();
        try {
            sending = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void flush() throws HungUp {
        lock.lock();
        try {
            if (closed) {
                throw new HungUp();
            }
            while (sending) {
                await(Long.MAX_VALUE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing for a while. */
    void pause(Duration duration) throws HungUp {
        long until = System.nanoTime() + duration.toNanos();
        lock.lock();
        try {
            for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
                await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An interrupt means that the lab closes; the conversation ends and with it its thread. */
    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await(long nanos) throws HungUp {
        if (closed) {
            throw new HungUp();
        }
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            throw new HungUp();
        }
        if (closed) {
            throw new HungUp();
        }
    }

    /** Says nothing until the connection ends. */
    void hang() throws HungUp {
        for (; ; ) {
            pause(Duration.ofDays(1));
        }
    }

    /** Breaks the connection without waiting for anything. */
    void abort() {
        close();
        carrier.cut();
    }

    /** Lets the last words go out, then ends the connection in good order. */
    void end(int status) throws HungUp {
        flush();
        carrier.end(status);
    }

    /** Lets the last words go out, then breaks the connection. */
    HungUp cut() throws HungUp {
        flush();
        carrier.cut();
        return new HungUp();
    }
}
