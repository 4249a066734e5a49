package dev.muster.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * yuma123's netconfd behind OpenSSH, on loopback and in a folder of its own: the user of this test logs in by a key, so no
 * account is added and nobody need be root.
 */
public final class RealNetconf implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OpenSsh ssh;
    private final Process daemon;
    private final OpenSsh.Server server;
    private final Path key;

    /** Skips the test where a program is missing, and fails it in CI. */
    public static void needed() {
        OpenSsh.needs("sshd", "ssh-keygen", "netconfd", "netconf-subsystem");
    }

    /** @param folder with a short path: its socket's must have less than 108 characters */
    public RealNetconf(Path folder) throws Exception {
        ssh = new OpenSsh(folder);
        key = ssh.key("key", "", "-t", "ed25519");
        Path socket = folder.resolve("ncx.sock");
        Path subsystem = Files.writeString(
                folder.resolve("subsystem"),
                "#!/bin/sh\nexec /usr/sbin/netconf-subsystem --ncxserver-sockname=${SSH_CONNECTION##* }@" + socket
                        + "\n");
        Files.setPosixFilePermissions(subsystem, PosixFilePermissions.fromString("rwxr-xr-x"));
        server = ssh.server(List.of(key), "Subsystem netconf " + subsystem, "MaxStartups 400:30:800");
        Path log = folder.resolve("netconfd.log");
        daemon = new ProcessBuilder(
                        "/usr/sbin/netconfd",
                        "--no-startup",
                        "--superuser=" + OpenSsh.user(),
                        "--target=candidate",
                        "--module=ietf-system",
                        "--log-level=info",
                        "--port=" + server.port(),
                        "--ncxserver-sockname=" + socket)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
        Await.until("netconfd listens", PATIENCE, () -> {
            if (!daemon.isAlive()) {
                throw new IllegalStateException("netconfd ended: " + Files.readString(log));
            }
            return Files.exists(socket);
        });
    }

    public int port() {
        return server.port();
    }

    /** The keys of a device in an inventory that say how to log in. */
    public String login() {
        return "host: 127.0.0.1, port: " + port() + ", platform: terminal, transport: netconf, username: "
                + OpenSsh.user() + ", private_key: " + key + ", host_key: \"off\"";
    }

    @Override
    public void close() {
        daemon.destroy();
        ssh.close();
    }
}
