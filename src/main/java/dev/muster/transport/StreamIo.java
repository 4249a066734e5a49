package dev.muster.transport;

import java.util.concurrent.Executor;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * MINA's I/O in place of its own: connections that the attempts themselves have opened, each read by a thread of its own.
 * Dead hosts hold nothing that others need, and a packet passes from the socket to its device without a queue.
 */
final class StreamIo implements IoServiceFactoryFactory {
    private final Executor threads;

    /** @param threads gives each connection its reader */
    StreamIo(Executor threads) {
        this.threads = threads;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Streams(threads);
    }

    @Override
    public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {} // it has its own threads

    private static final class Streams extends AbstractCloseable implements IoServiceFactory {
        private final Executor threads;
        private @Nullable IoServiceEventListener listener;

        Streams(Executor threads) {
            this.threads = threads;
        }

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new StreamConnector(handler, threads);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException("Muster is no server");
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
}
