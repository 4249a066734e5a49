package dev.muster.transport;

import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** Lets MINA speak SSH through the {@link Duplex} that an attempt has opened. */
final class StreamConnector extends AbstractCloseable implements IoConnector {
    private final IoHandler handler;
    private final Executor threads;
    private final Map<Long, IoSession> streams = new ConcurrentHashMap<>();
    private @Nullable IoServiceEventListener listener;

    StreamConnector(IoHandler handler, Executor threads) {
        this.handler = handler;
        this.threads = threads;
    }

    @Override
    public IoConnectFuture connect(
            SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress local) {
        AttributeRepository owner = Objects.requireNonNull(context, "a connection that nobody asked for");
        Duplex way = Objects.requireNonNull(SshAttempt.in(owner).way(), "a connection that nobody opened");
        var future = new DefaultIoConnectFuture(address, null);
        var session = new StreamSession(this, handler, address, way, closed -> streams.remove(closed.getId()));
        try {
            session.setAttribute(AttributeRepository.class, owner);
            streams.put(session.getId(), session);
            handler.sessionCreated(session);
            future.setSession(session);
            threads.execute(session::read);
        } catch (Exception e) {
            session.close(true);
            future.setException(e);
        }
        return future;
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return Map.copyOf(streams);
    }

    @Override
    protected void doCloseImmediately() {
        streams.values().forEach(session -> session.close(true));
        super.doCloseImmediately();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        this.listener = listener;
    }
}
