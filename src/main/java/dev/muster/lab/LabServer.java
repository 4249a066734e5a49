package dev.muster.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** MINA's SSH server on many ports of 127.0.0.1, one for each device; the port tells whom a client talks to. */
final class LabServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int BACKLOG = 1024;

    private final ManyPorts server;
    private final List<KeyPair> hostKeys;
    private final Counters counters;
    private final LabLogin login;
    private final Map<Integer, Station> stations = new ConcurrentHashMap<>();

    /** Starts conversations on wires. */
    interface Desk {
        /** Starts a shell and returns at once. */
        void shell(Station station, Terminal terminal);

        /** Starts NETCONF and returns at once. */
        void netconf(Station station, Wire wire);

        /** Starts a command that comes without a shell and returns at once. */
        void command(Station station, Wire wire, String command);
    }

    LabServer(LabOptions options, Counters counters, Desk desk) {
        this.counters = counters;
        // The JDK has all that the lab needs, and looking through Bouncy Castle's provider takes half a second.
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        server = (ManyPorts) new ServerBuilder().factory(ManyPorts::new).build();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        hostKeys = LabAlgorithms.hostKeys(options);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        LabAlgorithms.offer(server, options);
        login = new LabLogin(this::station, counters);
        login.guard(server);
        server.addSessionListener(new Counting());
        server.setChannelFactories(LabChannels.of(this::station));
        server.setForwardingFilter(new LabForwarding());
        server.setShellFactory(channel -> {
            Station station = station(channel.getServerSession());
            return new LabChannel(
                    true,
                    wire -> desk.shell(
                            station, new Terminal(wire, station.simulation().manner())));
        });
        server.setCommandFactory((channel, command) -> {
            Station station = station(channel.getServerSession());
            return new LabChannel(false, wire -> desk.command(station, wire, command));
        });
        server.setSubsystemFactories(List.of(
                new SftpSubsystemFactory.Builder()
                        .withFileSystemAccessor(new FlatFiles())
                        .build(),
                new NetconfFactory(desk)));
        server.setFileSystemFactory(new Folders());
    }

    /** Makes the channels of the subsystem {@code netconf}. */
    private final class NetconfFactory implements SubsystemFactory {
        private final Desk desk;

        NetconfFactory(Desk desk) {
            this.desk = desk;
        }

        @Override
        public String getName() {
            return "netconf";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            Station station = station(channel.getServerSession());
            return new LabChannel(false, wire -> desk.netconf(station, wire));
        }
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

        void deafen(InetSocketAddress address) {
            acceptor.unbind(address);
        }
    }

    /** The files of a session's device are all that it sees. */
    private final class Folders extends VirtualFileSystemFactory {
        @Override
        public Path getUserHomeDir(SessionContext session) throws IOException {
            return station((ServerSession) session).files().folder();
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

    /** Stops listening on a device's port and breaks its connections. */
    void unplug(int port) throws IOException {
        server.deafen(here(port));
        Station station = stations.get(port);
        server.getActiveSessions().stream()
                .filter(session -> station(session) == station)
                .forEach(session -> session.getIoSession().close(true));
    }

    /** Listens on a device's port again. */
    void plug(int port) throws IOException {
        server.listen(List.of(here(port)));
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

    private final class Counting implements SessionListener {
        private final Set<Session> open = ConcurrentHashMap.newKeySet();

        @Override
        public void sessionCreated(Session session) {
            open.add(session);
            counters.sessionOpened();
            login.prepare((ServerSession) session);
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
}
