package dev.muster.lab;

import dev.muster.scope.Blocking;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A simulated fleet over real SSH and telnet sockets: every device has its own ports on 127.0.0.1, behaves as the data
 * of its platform says and forgets everything when the lab is closed.
 */
public final class Lab implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Counters counters = new Counters();
    private final ExecutorService shells = Blocking.virtualThreads("muster-lab-shell");
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Socket> placeholders = new ArrayList<>();
    private final Map<String, TelnetServer> telnets = new ConcurrentHashMap<>();
    private final LabApis apis = new LabApis();
    private final Event closing = new Event();
    private final Bench bench;
    private final LabServer server;

    private Lab(LabOptions options) {
        bench = new Bench(options, counters, station -> shells.execute(() -> powerCycle(station)));
        server = new LabServer(options, counters, new Talk());
    }

    /**
     * Starts a lab with default options.
     *
     * @param firstPort of the first device, the others follow in order; 0 for any free ports
     * @throws IOException when a port is taken
     */
    public static Lab start(List<LabDevice> devices, int firstPort) throws IOException {
        return start(devices, firstPort, LabOptions.defaults());
    }

    /**
     * Starts a lab.
     *
     * @param firstPort of the first device, the others follow in order; 0 for any free ports
     * @throws IOException when a port is taken
     * @throws IllegalArgumentException when two devices share a host name or the ports end above 65535
     */
    public static Lab start(List<LabDevice> devices, int firstPort, LabOptions options) throws IOException {
        if (firstPort < 0 || firstPort + devices.size() - 1 > 65535) {
            throw new IllegalArgumentException(
                    "ports from " + firstPort + " for " + devices.size() + " devices are not all from 1 to 65535");
        }
        var lab = new Lab(options);
        try {
            lab.open(devices, firstPort);
            return lab;
        } catch (BindException e) {
            lab.close();
            String ports = firstPort + "-" + (firstPort + devices.size() - 1);
            String range = firstPort == 0 ? "free ports" : "ports " + ports;
            throw new IOException("cannot listen on " + range + " of 127.0.0.1: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void open(List<LabDevice> devices, int firstPort) throws IOException {
        var simulations = new Simulations();
        var reachable = new ArrayList<Station>();
        var wanted = new ArrayList<Integer>();
        for (int i = 0; i < devices.size(); i++) {
            LabDevice device = devices.get(i);
            var station = new Station(device, i + 1, simulations.of(device.platform()));
            if (stations.putIfAbsent(device.hostname(), station) != null) {
                throw new IllegalArgumentException("two lab devices are called " + device.hostname());
            }
            int port = firstPort == 0 ? 0 : firstPort + i;
            if (device.has(LabFault.UNREACHABLE)) {
                ports.put(device.hostname(), reserve(port));
            } else {
                reachable.add(station);
                wanted.add(port);
            }
        }
        List<Integer> given = server.start(reachable, wanted);
        for (int i = 0; i < given.size(); i++) {
            ports.put(reachable.get(i).device().hostname(), given.get(i));
        }
    }

    /** A port that is bound but does not listen refuses connections, and nobody else can take it meanwhile. */
    private int reserve(int port) throws IOException {
        var socket = new Socket();
        placeholders.add(socket);
        socket.bind(LabServer.here(port));
        return socket.getLocalPort();
    }

    private final class Talk implements LabServer.Desk {
        @Override
        public void shell(Station station, Terminal terminal) {
            start(terminal, () -> {
                new Conversation(station, terminal, bench).run();
                counters.logouts.increment();
                return 0;
            });
        }

        @Override
        public void netconf(Station station, Wire wire) {
            var terminal = new Terminal(wire, station.simulation().manner());
            start(terminal, () -> new NetconfServer(station, wire, bench).run());
        }

        @Override
        public void command(Station station, Wire wire, String command) {
            var terminal = new Terminal(wire, station.simulation().manner());
            start(
                    terminal,
                    () -> ScpServer.isScp(command)
                            ? new ScpServer(wire, files(station)).run(command)
                            : new Conversation(station, terminal, bench).runOnly(command));
        }
    }

    private static LabFiles files(Station station) {
        try {
            return station.files();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the files of a lab device", e);
        }
    }

    /** What is said on a terminal; its exit status. */
    private interface Session {
        int run() throws HungUp;
    }

    private void start(Terminal terminal, Session session) {
        counters.shellOpened();
        shells.execute(() -> {
            int status = -1;
            try {
                status = session.run();
            } catch (HungUp e) {
                // The client is gone or the lab closes: nobody is told, unless all was typed that it wanted.
                status = terminal.isComplete() ? 0 : -1;
            } finally {
                counters.shellClosed();
                if (status < 0) {
                    terminal.abort();
                }
            }
            if (status >= 0) {
                goodbye(terminal, status);
            }
        });
    }

    private static void goodbye(Terminal terminal, int status) {
        try {
            terminal.end(status);
        } catch (HungUp e) {
            // The client did not wait for the answer to its logout.
        }
    }

    /** The device is gone, its port refuses connections for a while, and then it is back. */
    private void powerCycle(Station station) {
        String name = station.device().hostname();
        int port = port(name);
        TelnetServer telnet = telnets.get(name);
        try {
            if (telnet != null) {
                telnet.unplug();
            }
            server.unplug(port);
            station.restart();
            try (Socket placeholder = new Socket()) {
                placeholder.setReuseAddress(true);
                placeholder.bind(LabServer.here(port));
                if (closing.await(Deadline.in(bench.options().reload()))) {
                    return;
                }
            }
            server.plug(port);
            if (telnet != null) {
                telnet.plug();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not come back", e);
        } catch (InterruptedException e) {
            // The lab closes.
        }
    }

    /** The port of a device on 127.0.0.1; of an unreachable one, a port on which nothing listens. */
    public int port(String hostname) {
        Integer port = ports.get(hostname);
        if (port == null) {
            throw new IllegalArgumentException("no lab device is called " + hostname);
        }
        return port;
    }

    /**
     * The telnet port of a device on 127.0.0.1, opened when it is first asked for.
     *
     * @throws IllegalArgumentException when there is no such device
     */
    public int telnetPort(String hostname) {
        Station station = station(hostname);
        if (station.device().has(LabFault.UNREACHABLE)) {
            return port(hostname);
        }
        return telnets.computeIfAbsent(hostname, name -> telnet(station)).port();
    }

    /** The HTTP port of a device on 127.0.0.1, in clear, opened when it is first asked for. */
    public int httpPort(String hostname) {
        Station station = station(hostname);
        return station.device().has(LabFault.UNREACHABLE) ? port(hostname) : apis.port(station, bench, shells);
    }

    private TelnetServer telnet(Station station) {
        try {
            return new TelnetServer(station, counters, shells, new Talk());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no telnet port for " + station.device().hostname(), e);
        }
    }

    private Station station(String hostname) {
        Station station = stations.get(hostname);
        if (station == null) {
            throw new IllegalArgumentException("no lab device is called " + hostname);
        }
        return station;
    }

    /** What the lab has seen so far. */
    public LabStats stats() {
        return counters.snapshot();
    }

    /** The last 1,000 lines that were typed on a device in all its sessions, oldest first, without secrets. */
    public List<String> commands(String hostname) {
        return station(hostname).logged();
    }

    /** The line of a known_hosts file that knows this device. */
    public String hostKeyLine(String hostname) {
        return "[127.0.0.1]:" + port(hostname) + " " + server.hostKey();
    }

    /** Breaks all connections, gives the ports back and removes the devices' files. */
    @Override
    public void close() {
        closing.happen();
        try {
            server.close();
            apis.close();
            for (TelnetServer telnet : telnets.values()) {
                telnet.close();
            }
            for (Socket placeholder : placeholders) {
                placeholder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab did not close", e);
        } finally {
            shells.shutdownNow();
        }
        try {
            if (!shells.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("shells of the lab are still running");
            }
            for (Station station : stations.values()) {
                station.discardFiles();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("files of the lab could not be removed", e);
        } catch (InterruptedException e) {
            // The shells are interrupted already and end by themselves.
        }
    }
}
