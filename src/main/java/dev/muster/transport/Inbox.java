package dev.muster.transport;

import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands bytes from an I/O thread, which never waits here, to the thread of the device. */
final class Inbox extends OutputStream {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteQueue bytes = new ByteQueue();
    private final Event closed = new Event();
    private boolean ended;

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        lock.lock();
        try {
            bytes.add(from, offset, length);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** No more bytes will come. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        closed.happen();
    }

    /** Happens when no more bytes will come. */
    Event ended() {
        return closed;
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended && bytes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    Transport.Read take(ByteQueue into, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes.isEmpty()) {
                if (ended) {
                    return Transport.Read.END;
                }
                long left = deadline.left();
                if (left <= 0) {
                    return Transport.Read.DEADLINE;
                }
                var unused = changed.await(left, TimeUnit.NANOSECONDS);
            }
            bytes.drainTo(into);
            return Transport.Read.BYTES;
        } finally {
            lock.unlock();
        }
    }
}
