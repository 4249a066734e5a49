package dev.muster.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.ServerSession;

/** MINA's SSH server on many ports of 127.0.0.1, one for each device; the port tells whom a client talks to. */
final class LabServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int BACKLOG = 1024;

    private final ManyPorts server;
    private final List<KeyPair> hostKeys;
    private final Counters counters;
    private final Map<Integer, Station> stations = new ConcurrentHashMap<>();

    /** @param shell starts a conversation with a device on a wire and returns at once */
    LabServer(LabOptions options, Counters counters, BiConsumer<Station, Wire> shell) {
        this.counters = counters;
        // The JDK has all that the lab needs, and looking through Bouncy Castle's provider takes half a second.
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        server = (ManyPorts) new ServerBuilder().factory(ManyPorts::new).build();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        hostKeys = hostKeys(options);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        offer(options);
        server.setUserAuthFactories(List.<UserAuthFactory>of(
                UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setPasswordAuthenticator((user, password, session) -> mayEnter(session, user, password));
        server.setKeyboardInteractiveAuthenticator(new OnePrompt());
        server.addSessionListener(new Counting());
        server.setShellFactory(channel -> {
            Station station = station(channel.getServerSession());
            return new LabChannel(wire -> shell.accept(station, wire));
        });
    }

    /** Lets an acceptor that is open listen on further ports. */
    private static final class ManyPorts extends SshServer {
        ManyPorts() {
            CoreModuleProperties.SOCKET_BACKLOG.set(this, BACKLOG);
            CoreModuleProperties.SOCKET_REUSEADDR.set(this, true);
            CoreModuleProperties.TCP_NODELAY.set(this, true);
            CoreModuleProperties.AUTH_TIMEOUT.set(this, Duration.ZERO);
            CoreModuleProperties.IDLE_TIMEOUT.set(this, Duration.ZERO);
            CoreModuleProperties.NIO2_READ_TIMEOUT.set(this, Duration.ZERO);
            CoreModuleProperties.MAX_AUTH_REQUESTS.set(this, 6);
            setHost(HOST);
        }

        void listen(List<InetSocketAddress> addresses) throws IOException {
            acceptor.bind(addresses);
        }
    }

    /**
     * Listens for these devices.
     *
     * @param ports one for each, all 0 for any free ones
     * @return the ports, in the order of the devices
     */
    List<Integer> start(List<Station> devices, List<Integer> ports) throws IOException {
        if (devices.isEmpty()) {
            return List.of();
        }
        boolean any = ports.getFirst() == 0;
        if (!any) {
            assign(devices, ports);
        }
        server.setPort(ports.getFirst());
        server.start();
        var others = new ArrayList<InetSocketAddress>();
        for (int port : ports.subList(1, ports.size())) {
            others.add(here(port));
        }
        server.listen(others);
        if (!any) {
            return ports;
        }
        List<Integer> given = server.getBoundAddresses().stream()
                .map(address -> ((InetSocketAddress) address).getPort())
                .sorted()
                .toList();
        assign(devices, given);
        return given;
    }

    /** A port of 127.0.0.1, whatever this machine calls its loopback. */
    static InetSocketAddress here(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    private void assign(List<Station> devices, List<Integer> ports) {
        for (int i = 0; i < ports.size(); i++) {
            stations.put(ports.get(i), devices.get(i));
        }
    }

    /** The public key as in a known_hosts line: type and base64. */
    String hostKey() {
        return PublicKeyEntry.toString(hostKeys.getFirst().getPublic());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private Station station(Session session) {
        SocketAddress local = session.getIoSession().getLocalAddress();
        Station station = local instanceof InetSocketAddress address ? stations.get(address.getPort()) : null;
        if (station == null) {
            throw new IllegalStateException("no device at " + local);
        }
        return station;
    }

    private boolean mayEnter(ServerSession session, String user, String password) {
        LabDevice device = station(session).device();
        boolean right = !device.has(LabFault.WRONG_PASSWORD)
                && user.equals(device.username())
                && password.equals(device.password());
        if (!right) {
            counters.authFailures.increment();
        }
        return right;
    }

    /** Asks for the password as devices do that know no other way. */
    private final class OnePrompt implements KeyboardInteractiveAuthenticator {
        @Override
        public InteractiveChallenge generateChallenge(
                ServerSession session, String user, String language, String methods) {
            var challenge = new InteractiveChallenge();
            challenge.setInteractionName("");
            challenge.setInteractionInstruction("");
            challenge.setLanguageTag("");
            challenge.addPrompt("Password: ", false);
            return challenge;
        }

        @Override
        public boolean authenticate(ServerSession session, String user, List<String> answers) {
            return answers.size() == 1 && mayEnter(session, user, answers.getFirst());
        }
    }

    private final class Counting implements SessionListener {
        private final Set<Session> open = ConcurrentHashMap.newKeySet();

        @Override
        public void sessionCreated(Session session) {
            open.add(session);
            counters.sessionOpened();
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.Authenticated) {
                counters.logins.increment();
            }
        }

        @Override
        public void sessionClosed(Session session) {
            // MINA may tell of the same end twice.
            if (open.remove(session)) {
                counters.sessionClosed();
            }
        }
    }

    private void offer(LabOptions options) {
        if (options.kex().isEmpty()) {
            // A thousand devices share one process: the post-quantum exchanges cost it several times the others.
            server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                    .filter(kex -> !kex.getName().startsWith("sntrup")
                            && !kex.getName().startsWith("mlkem"))
                    .toList());
        } else {
            server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                    false,
                    BuiltinDHFactories.parseDHFactoriesList(options.kex()).getParsedFactories(),
                    ServerBuilder.DH2KEX));
        }
        if (!options.ciphers().isEmpty()) {
            server.setCipherFactories(List.copyOf(
                    BuiltinCiphers.parseCiphersList(options.ciphers()).getParsedFactories()));
        }
        if (!options.macs().isEmpty()) {
            server.setMacFactories(
                    List.copyOf(BuiltinMacs.parseMacsList(options.macs()).getParsedFactories()));
        }
        if (!options.hostKeys().isEmpty()) {
            server.setSignatureFactories(List.copyOf(
                    BuiltinSignatures.parseSignatureList(options.hostKeys()).getParsedFactories()));
        }
    }

    /** Keys for the types that are offered, made anew for each lab and kept in memory only. */
    private static List<KeyPair> hostKeys(LabOptions options) {
        boolean all = options.hostKeys().isEmpty();
        var keys = new ArrayList<KeyPair>();
        try {
            if (all || options.hostKeys().contains("ecdsa-sha2-nistp256")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                keys.add(generator.generateKeyPair());
            }
            if (options.hostKeys().stream().anyMatch(type -> type.contains("rsa"))) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys.add(generator.generateKeyPair());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make host keys", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no host key of a type among " + options.hostKeys());
        }
        return keys;
    }
}
