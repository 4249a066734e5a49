package dev.muster.transport;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.future.SshFutureListener;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.jspecify.annotations.Nullable;

/** Lets MINA speak SSH through the {@link Duplex} that an attempt has opened; others are left to sockets. */
final class StreamConnector implements IoConnector {
    private final IoConnector sockets;
    private final IoHandler handler;
    private final Executor threads;
    private final Map<Long, IoSession> streams = new ConcurrentHashMap<>();

    StreamConnector(IoConnector sockets, IoHandler handler, Executor threads) {
        this.sockets = sockets;
        this.handler = handler;
        this.threads = threads;
    }

    @Override
    public IoConnectFuture connect(
            SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress local) {
        Duplex way = context == null ? null : SshAttempt.in(context).way();
        if (context == null || way == null) {
            return sockets.connect(address, context, local);
        }
        var future = new DefaultIoConnectFuture(address, null);
        var session = new StreamSession(this, handler, address, way, closed -> streams.remove(closed.getId()));
        try {
            session.setAttribute(AttributeRepository.class, context);
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
        var all = new ConcurrentHashMap<>(sockets.getManagedSessions());
        all.putAll(streams);
        return all;
    }

    @Override
    public CloseFuture close(boolean immediately) {
        streams.values().forEach(session -> session.close(immediately));
        return sockets.close(immediately);
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return sockets.getIoServiceEventListener();
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        sockets.setIoServiceEventListener(listener);
    }

    @Override
    public void addCloseFutureListener(SshFutureListener<CloseFuture> listener) {
        sockets.addCloseFutureListener(listener);
    }

    @Override
    public void removeCloseFutureListener(SshFutureListener<CloseFuture> listener) {
        sockets.removeCloseFutureListener(listener);
    }

    @Override
    public boolean isClosed() {
        return sockets.isClosed();
    }

    @Override
    public boolean isClosing() {
        return sockets.isClosing();
    }
}
