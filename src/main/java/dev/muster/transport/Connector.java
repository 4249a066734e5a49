package dev.muster.transport;

import dev.muster.transport.FallbackTransport.Attempt;
import java.util.List;
import java.util.function.Consumer;

/** Makes the transports of a run; what they share ends with it. */
public final class Connector implements AutoCloseable {
    private final SshConnector ssh;

    /** @param ssh makes the SSH transports, and is closed with this */
    public Connector(SshConnector ssh) {
        this.ssh = ssh;
    }

    /**
     * A transport, not yet open.
     *
     * @param ways at least one, in the order in which they are tried
     * @param notice told when another than the first way was used, and why
     */
    public Transport to(Target target, List<Way> ways, Consumer<String> notice) {
        List<Attempt> attempts =
                ways.stream().map(way -> new Attempt(way, to(target, way))).toList();
        return attempts.size() == 1 ? attempts.getFirst().transport() : new FallbackTransport(attempts, notice);
    }

    /** A subsystem of a device on a connection of its own, not yet open. */
    public SubsystemLink subsystem(Target target, int port, String name) {
        return ssh.subsystem(target.port() == port ? target : target.at(port), name);
    }

    private Transport to(Target target, Way way) {
        Target there = target.port() == way.port() ? target : target.at(way.port());
        return switch (way) {
            case Way.Ssh overSsh -> ssh.to(there);
            case Way.Netconf netconf -> ssh.to(there);
            case Way.Telnet telnet -> new TelnetTransport(ssh, there, telnet.login());
        };
    }

    /** Ends every SSH connection at once; one by telnet ends with its transport. */
    @Override
    public void close() {
        ssh.close();
    }
}
