package dev.muster.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * MINA's view of a {@link Duplex}: one thread reads, and whoever writes waits until the bytes are on their way, so that
 * nothing piles up.
 */
final class StreamSession extends AbstractCloseable implements IoSession {
    private static final AtomicLong IDS = new AtomicLong(1L << 40);
    private static final int LEAST_READ = 2 << 10;
    private static final int MOST_READ = 32 << 10;

    private final long id = IDS.incrementAndGet();
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final IoService service;
    private final IoHandler handler;
    private final SocketAddress address;
    private final Duplex way;
    private final Consumer<StreamSession> onClosed;

    /**
     * @param address what MINA takes the other end to be
     * @param onClosed called once, when it is closed
     */
    StreamSession(
            IoService service, IoHandler handler, SocketAddress address, Duplex way, Consumer<StreamSession> onClosed) {
        this.service = service;
        this.handler = handler;
        this.address = address;
        this.way = way;
        this.onClosed = onClosed;
    }

    /** Reads until the end; to be run on a thread of its own. */
    void read() {
        byte[] bytes = new byte[LEAST_READ];
        try {
            int count = way.in().read(bytes);
            while (count >= 0 && !isClosing()) {
                handler.messageReceived(this, new ByteArrayBuffer(bytes, 0, count));
                if (count == bytes.length && count < MOST_READ) { // most sessions never need more
                    bytes = new byte[2 * count];
                }
                count = way.in().read(bytes);
            }
        } catch (Exception e) {
            tell(e);
        } finally {
            close(true);
        }
    }

    private void tell(Exception cause) {
        if (isClosing()) {
            return;
        }
        try {
            handler.exceptionCaught(this, cause);
        } catch (Exception e) {
            log.debug("the handler failed in its turn", e);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        writing.lock();
        try {
            way.out().write(buffer.array(), buffer.rpos(), buffer.available());
            way.out().flush();
            return AbstractIoWriteFuture.fulfilled(address, true);
        } catch (IOException e) {
            close(true);
            return AbstractIoWriteFuture.fulfilled(address, e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    protected void doCloseImmediately() {
        way.close();
        onClosed.accept(this);
        super.doCloseImmediately();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            log.debug("the handler failed at the end", e);
        }
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return address;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return address;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() {
        close(false);
    }

    @Override
    public void suspendRead() {} // MINA wants it for servers that forward, which Muster is not

    @Override
    public void resumeRead() {}

    @Override
    public String toString() {
        return "StreamSession[" + address + "]";
    }
}
