package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real sshd as jump host, and what tests do with it. */
class JumpHostFixture {
    static final Duration SHORT = Duration.ofMillis(900);

    @TempDir
    Path folder;

    OpenSsh ssh;
    Sessions sessions;
    Path key;

    @BeforeEach
    void start() throws Exception {
        OpenSsh.needs("sshd", "ssh-keygen");
        ssh = new OpenSsh(folder);
        sessions = new Sessions(folder);
        key = ssh.key("id", "", "-t", "ed25519");
    }

    @AfterEach
    void stop() {
        if (ssh != null) {
            sessions.close();
            ssh.close();
        }
    }

    OpenSsh.Server hopServer(String... lines) throws Exception {
        return ssh.server(List.of(key), lines);
    }

    Login byKey(Path file) throws Exception {
        LoginKey mine = LoginKey.read("id", Files.readAllBytes(file), null);
        return new Login(OpenSsh.user(), null, Map.of(), List.of(mine), null);
    }

    Hop hop(String name, String host, int port, Access access, HostKeyMode mode) {
        var target = new Target(
                host, port, OpenSsh.user(), null, mode, folder.resolve("known_hosts"), SshOptions.DEFAULT, access);
        return new Hop(name, target, Sessions.PATIENCE, Sessions.PATIENCE);
    }

    Hop hop(OpenSsh.Server server) throws Exception {
        return hop("j1", "127.0.0.1", server.port(), new Access(List.of(byKey(key)), null, null), HostKeyMode.OFF);
    }

    private static final Secret CISCO = Secret.of("cisco");

    Target behind(Hop hop, String host, int port) {
        var access = new Access(List.of(Login.of("cisco", CISCO)), hop, null);
        return new Target(host, port, "cisco", CISCO, HostKeyMode.OFF, folder, SshOptions.DEFAULT, access);
    }

    Failure failure(Target target, Duration connect) {
        try (Transport transport = sessions.connector().to(target)) {
            var opening = new Transport.Opening(connect, Sessions.PATIENCE, phase -> {});
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    static void isClosed(OpenSsh.Server server) throws Exception {
        Await.until("the jump host is left", Sessions.PATIENCE, () -> server.open() == 0);
    }
}
