package dev.muster.transport;

import dev.muster.scope.Bell;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Interrupts;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Hands bytes from an I/O thread, which never waits here, to the thread of the device. */
final class Inbox extends OutputStream {
    private final ReentrantLock lock = new ReentrantLock();
    private final Bell changed = new Bell();
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
        } finally {
            lock.unlock();
        }
        changed.ring();
    }

    /** No more bytes will come. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        changed.ring();
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
        Interrupts.check();
        Transport.Read read = take(into);
        while (read == Transport.Read.DEADLINE && changed.await(deadline)) {
            read = take(into);
        }
        return read;
    }

    private Transport.Read take(ByteQueue into) {
        lock.lock();
        try {
            if (bytes.isEmpty()) {
                return ended ? Transport.Read.END : Transport.Read.DEADLINE;
            }
            bytes.drainTo(into);
            return Transport.Read.BYTES;
        } finally {
            lock.unlock();
        }
    }
}
