package dev.muster.testkit;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.transport.Access;
import dev.muster.transport.ByteQueue;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.SshConnector;
import dev.muster.transport.SshOptions;
import dev.muster.transport.Target;
import dev.muster.transport.Transport;
import dev.muster.transport.Transport.Opening;
import java.nio.file.Path;
import java.time.Duration;

/** Opens sessions as a run does, and reads what they say. */
public final class Sessions implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SshConnector connector;
    private final Path folder;

    /** @param folder where known_hosts and pins may be */
    public Sessions(Path folder) {
        this.folder = folder;
        this.connector = new SshConnector(folder.resolve("pins"));
    }

    /** A target on this machine whose host key is not checked. */
    public Target target(int port, Access access) {
        return target(port, access, HostKeyMode.OFF);
    }

    /** A target on this machine whose host key is looked up in {@code known_hosts}. */
    public Target target(int port, Access access, HostKeyMode mode) {
        return new Target(
                "127.0.0.1",
                port,
                access.logins().getFirst().username(),
                null,
                mode,
                folder.resolve("known_hosts"),
                SshOptions.DEFAULT,
                access);
    }

    /** The same, with other algorithms or habits. */
    public static Target with(Target target, SshOptions ssh) {
        return new Target(
                target.host(),
                target.port(),
                target.username(),
                target.password(),
                target.hostKeyMode(),
                target.knownHosts(),
                ssh,
                target.access());
    }

    public SshConnector connector() {
        return connector;
    }

    /** Opens a session; the caller closes it. */
    public Transport open(Target target) throws DeviceException, InterruptedException {
        Transport transport = connector.to(target);
        try {
            transport.open(new Opening(PATIENCE, PATIENCE, phase -> {}));
            return transport;
        } catch (DeviceException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** Logs in, sends a line, reads until an answer has come, and logs out. */
    public String ask(Target target, String line, String answer) throws DeviceException, InterruptedException {
        try (Transport transport = open(target)) {
            return ask(transport, line, answer);
        }
    }

    /** Sends a line and reads until an answer has come. */
    public static String ask(Transport transport, String line, String answer)
            throws DeviceException, InterruptedException {
        transport.write((line + "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        return read(transport, answer);
    }

    /** Reads until an answer has come. */
    public static String read(Transport transport, String answer) throws InterruptedException {
        var bytes = new ByteQueue();
        var text = new StringBuilder();
        Deadline by = Deadline.in(PATIENCE);
        while (text.indexOf(answer) < 0) {
            if (transport.read(bytes, by) != Transport.Read.BYTES) {
                throw new AssertionError("no `" + answer + "` in: " + text);
            }
            for (int next = bytes.next(); next >= 0; next = bytes.next()) {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        connector.close();
    }
}
