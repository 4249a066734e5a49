package dev.muster.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientConnectionService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Asks a device for a sign of life as often as its own options want; MINA itself knows one interval for all. */
final class KeepAlive extends ClientConnectionService {
    /** So many messages without an answer mean that nobody is there any more. */
    static final int MOST_UNANSWERED = 3;

    private KeepAlive(AbstractClientSession session) throws SshException {
        super(session);
    }

    /** Makes a client able to; where nobody asks for it nothing is sent. */
    static void prepare(SshClient client) {
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MOST_UNANSWERED);
        CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
        client.setServiceFactories(List.of(ClientUserAuthServiceFactory.INSTANCE, new ServiceFactory() {
            @Override
            public String getName() {
                return "ssh-connection";
            }

            @Override
            public Service create(Session session) throws java.io.IOException {
                return new KeepAlive((AbstractClientSession) session);
            }
        }));
    }

    @Override
    protected synchronized @Nullable ScheduledFuture<?> startHeartBeat() {
        Duration every = SshAttempt.of(getClientSession()).keepalive();
        if (!every.isPositive()) {
            return null;
        }
        stopHeartBeat();
        clientHeartbeat = getClientSession()
                .getFactoryManager()
                .getScheduledExecutorService()
                .scheduleAtFixedRate(this::sendHeartBeat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return clientHeartbeat;
    }
}
