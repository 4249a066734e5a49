package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Blocking;
import dev.muster.scope.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Makes SSH transports that share one MINA client, its I/O and the knowledge of host keys; one per run. */
public final class SshConnector implements AutoCloseable {
    private final ExecutorService threads = Blocking.virtualThreads("muster-ssh-io");
    private final ReentrantLock lock = new ReentrantLock();
    private final HostKeys hostKeys;
    private final Map<Target, JumpHost> jumpHosts = new HashMap<>();
    private @Nullable SshClient client;
    private @Nullable SshClient patientClient;
    private boolean closed;

    /** @param pins where {@code accept-new} keeps the host keys of new devices */
    public SshConnector(Path pins) {
        hostKeys = new HostKeys(pins);
    }

    /** The file in which {@code accept-new} pins keys unless told otherwise. */
    public static Path defaultPins() {
        return Path.of(System.getProperty("user.home", "."), ".config", "muster", "known_hosts");
    }

    /** A transport, not yet open. */
    public Transport to(Target target) {
        return new SshTransport(this, target);
    }

    /** A subsystem of a device, such as {@code netconf}, on a connection of its own, not yet open. */
    public SubsystemLink subsystem(Target target, String name) {
        return new SshSubsystemLink(this, target, name);
    }

    /** The way to a target: straight, or by its jump host or proxy. */
    Route route(Target target, Event given) throws DeviceException, InterruptedException {
        Hop via = target.access().via();
        if (via != null) {
            return jumpHost(via).to(target, given);
        }
        Proxy proxy = target.access().proxy();
        return proxy == null
                ? new StraightRoute(target.host(), target.port(), target, given)
                : new ProxyRoute(proxy, target, given);
    }

    private JumpHost jumpHost(Hop hop) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the run is over");
            }
            return jumpHosts.computeIfAbsent(hop.target(), unknown -> new JumpHost(this, hop, threads));
        } finally {
            lock.unlock();
        }
    }

    HostKeys hostKeys() {
        return hostKeys;
    }

    /** The client for devices that want to speak first or not; MINA reads that setting before a session exists. */
    SshClient client(boolean deviceSpeaksFirst) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the run is over");
            }
            if (deviceSpeaksFirst) {
                patientClient = patientClient == null ? start(true) : patientClient;
                return patientClient;
            }
            client = client == null ? start(false) : client;
            return client;
        } finally {
            lock.unlock();
        }
    }

    private SshClient start(boolean deviceSpeaksFirst) {
        Ed25519.register();
        SshClient made = ClientBuilder.builder().build();
        made.setIoServiceFactoryFactory(new StreamIo(threads));
        made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        // A session reads its methods when it is made, before anyone is told of it: the client must have them.
        made.setUserAuthFactories(LoginMethods.factories());
        made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        made.setServerKeyVerifier(
                (session, address, key) -> SshAttempt.of(session).trusts(key));
        made.addSessionListener(new SshSessionEvents());
        made.setGlobalRequestHandlers(List.of());
        // Every wait has its own limit in SshTransport; MINA's timers would only cost CPU.
        CoreModuleProperties.AUTH_TIMEOUT.set(made, Duration.ZERO);
        CoreModuleProperties.IDLE_TIMEOUT.set(made, Duration.ZERO);
        KeepAlive.prepare(made);
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(made, "MUSTER");
        if (deviceSpeaksFirst) {
            CoreModuleProperties.SEND_IMMEDIATE_IDENTIFICATION.set(made, false);
            CoreModuleProperties.SEND_IMMEDIATE_KEXINIT.set(made, false);
        }
        made.start();
        return made;
    }

    /** Ends every connection at once. */
    @Override
    public void close() {
        List<JumpHost> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(jumpHosts.values());
        } finally {
            lock.unlock();
        }
        open.forEach(JumpHost::close);
        lock.lock();
        try {
            if (client != null) {
                client.close(true);
            }
            if (patientClient != null) {
                patientClient.close(true);
            }
        } finally {
            lock.unlock();
        }
        threads.shutdown();
    }
}
