package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.Logins;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.ProxyServer;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.Sessions;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real sshd as jump host. */
@Timeout(120)
class JumpHostTest {
    private static final Duration SHORT = Duration.ofMillis(900);

    @TempDir
    Path folder;

    private OpenSsh ssh;
    private Sessions sessions;
    private Path key;

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

    private OpenSsh.Server hopServer(String... lines) throws Exception {
        return ssh.server(List.of(key), lines);
    }

    private Login byKey(Path file) throws Exception {
        LoginKey mine = LoginKey.read("id", Files.readAllBytes(file), null);
        return new Login(OpenSsh.user(), null, Map.of(), List.of(mine), null);
    }

    private Hop hop(String name, String host, int port, Access access, HostKeyMode mode) {
        var target = new Target(
                host, port, OpenSsh.user(), null, mode, folder.resolve("known_hosts"), SshOptions.DEFAULT, access);
        return new Hop(name, target, Sessions.PATIENCE, Sessions.PATIENCE);
    }

    private Hop hop(OpenSsh.Server server) throws Exception {
        return hop("j1", "127.0.0.1", server.port(), new Access(List.of(byKey(key)), null, null), HostKeyMode.OFF);
    }

    private static final Secret CISCO = Secret.of("cisco");

    private Target behind(Hop hop, String host, int port) {
        var access = new Access(List.of(Login.of("cisco", CISCO)), hop, null);
        return new Target(host, port, "cisco", CISCO, HostKeyMode.OFF, folder, SshOptions.DEFAULT, access);
    }

    private Failure failure(Target target, Duration connect) {
        try (Transport transport = sessions.connector().to(target)) {
            var opening = new Transport.Opening(connect, Sessions.PATIENCE, phase -> {});
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    private static void isClosed(OpenSsh.Server server) throws Exception {
        Await.until("the jump host is left", Sessions.PATIENCE, () -> server.open() == 0);
    }

    @Test
    void fiftyDevicesShareOneConnection() throws Exception {
        OpenSsh.Server server = hopServer();
        try (var device = new FaultyDevice()) {
            Hop hop = hop(server);
            var tasks = new ArrayList<FutureTask<String>>();
            for (int i = 0; i < 50; i++) {
                var task = new FutureTask<>(() -> sessions.ask(behind(hop, "127.0.0.1", device.port()), "", "R1>"));
                tasks.add(task);
                Thread.ofVirtual().start(task);
            }
            for (FutureTask<String> task : tasks) {
                assertTrue(task.get(90, TimeUnit.SECONDS).contains("R1>"));
            }
            assertEquals(50, device.stats().logins());
            assertEquals(1, server.logged("Accepted publickey"));
            Await.until(
                    "every device is left",
                    Sessions.PATIENCE,
                    () -> device.stats().sessions() == 0);
            sessions.close();
            isClosed(server);
        }
    }

    @Test
    void eachOfSeveralHopsIsReachedThroughTheOneBefore() throws Exception {
        OpenSsh.Server first = hopServer();
        OpenSsh.Server second = hopServer();
        try (var device = new FaultyDevice()) {
            var throughFirst = new Access(List.of(byKey(key)), hop(first), null);
            Hop last = hop("j2", "127.0.0.1", second.port(), throughFirst, HostKeyMode.OFF);
            sessions.ask(behind(last, "localhost", device.port()), "", "R1>");
            assertEquals(1, first.logged("Accepted publickey"));
            assertEquals(1, second.logged("Accepted publickey"));
            sessions.close();
            isClosed(first);
            isClosed(second);
        }
    }

    @Test
    void aHopIsReachedThroughAProxy() throws Exception {
        OpenSsh.Server server = hopServer();
        try (var proxy = new ProxyServer("");
                var device = new FaultyDevice()) {
            Proxy way = Proxy.parse("socks5://127.0.0.1:" + proxy.port());
            var access = new Access(List.of(byKey(key)), null, way);
            Hop hop = hop("j1", "router.inside", server.port(), access, HostKeyMode.OFF);
            sessions.ask(behind(hop, "127.0.0.1", device.port()), "", "R1>");
            assertEquals(List.of("router.inside:" + server.port()), proxy.asked());
        }
    }

    @Test
    void telnetGoesThroughAHopToo() throws Exception {
        OpenSsh.Server server = hopServer();
        try (var device = new TelnetDevice(TelnetDevice.router("cisco", "cisco"));
                var connector = new Connector(new SshConnector(folder.resolve("pins")))) {
            Target target = behind(hop(server), "127.0.0.1", device.port());
            Way way = new Way.Telnet(device.port(), Logins.USUAL);
            try (Transport transport = connector.to(target, List.of(way), notice -> {})) {
                transport.open(new Transport.Opening(Sessions.PATIENCE, Sessions.PATIENCE, phase -> {}));
                assertTrue(Sessions.read(transport, "R1#").endsWith("R1#"));
                long begin = System.nanoTime();
                assertEquals(
                        Transport.Read.DEADLINE, transport.read(new ByteQueue(), Deadline.in(Duration.ofMillis(200))));
                assertTrue(System.nanoTime() - begin >= 200_000_000L);
                transport.write("exit\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                transport.awaitEnd(Deadline.in(Sessions.PATIENCE));
            }
            assertEquals(1, server.logged("Accepted publickey"));
        }
    }

    @Test
    void aHopThatIsNotThereIsNamedByEveryDevice() throws Exception {
        try (var nobody = new RefusesConnections();
                var device = new FaultyDevice()) {
            Access access = new Access(List.of(byKey(key)), null, null);
            Hop refuses = hop("j1", "127.0.0.1", nobody.port(), access, HostKeyMode.OFF);
            for (int i = 0; i < 2; i++) {
                Failure failure = failure(behind(refuses, "127.0.0.1", device.port()), SHORT);
                assertEquals(FailureKind.CONNECTION_REFUSED, failure.kind());
                assertEquals("jump host j1: 127.0.0.1:" + nobody.port() + ": Connection refused", failure.message());
            }
            Hop unknown = hop("j2", "no-such-hop.invalid", 22, access, HostKeyMode.OFF);
            Failure dns = failure(behind(unknown, "127.0.0.1", device.port()), SHORT);
            assertEquals(FailureKind.DNS, dns.kind());
            assertTrue(dns.message().startsWith("jump host j2: the name"), dns.message());
        }
    }

    @Test
    void aHopThatRefusesTheLoginIsAskedOnce() throws Exception {
        OpenSsh.Server server = hopServer();
        Path other = ssh.key("other", "", "-t", "ed25519");
        Hop hop = hop("j1", "127.0.0.1", server.port(), new Access(List.of(byKey(other)), null, null), HostKeyMode.OFF);
        for (int i = 0; i < 3; i++) {
            Failure failure = failure(behind(hop, "127.0.0.1", 22), SHORT);
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertTrue(failure.message().startsWith("jump host j1: 127.0.0.1:" + server.port() + " refused the login"));
        }
        assertEquals(1, server.logged("Failed publickey"));
    }

    @Test
    void aHopsHostKeyIsCheckedBeforeItsLogin() throws Exception {
        OpenSsh.Server server = hopServer();
        Access access = new Access(List.of(byKey(key)), null, null);
        Hop hop = hop("j1", "127.0.0.1", server.port(), access, HostKeyMode.STRICT);
        try (var device = new FaultyDevice()) {
            Failure failure = failure(behind(hop, "127.0.0.1", device.port()), SHORT);
            assertEquals(FailureKind.HOST_KEY, failure.kind());
            assertTrue(failure.message().startsWith("jump host j1: "), failure.message());
            assertEquals(0, server.logged("publickey"));

            Files.writeString(folder.resolve("known_hosts"), server.hostKeyLine() + "\n");
            try (var fresh = new Sessions(folder)) {
                fresh.ask(behind(hop, "127.0.0.1", device.port()), "", "R1>");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AllowTcpForwarding no", "PermitOpen 127.0.0.1:9"})
    void aHopThatMayNotForwardSaysSo(String line) throws Exception {
        Failure failure = failure(behind(hop(hopServer(line)), "127.0.0.1", 22), Sessions.PATIENCE);
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(failure.message().startsWith("jump host j1: it does not forward to 127.0.0.1:22: "));
        assertTrue(failure.hint().contains("AllowTcpForwarding"), failure.hint());
    }

    @Test
    void whatTheHopCannotReachIsToldApart() throws Exception {
        Hop hop = hop(hopServer());
        try (var nobody = new RefusesConnections()) {
            Failure refused = failure(behind(hop, "127.0.0.1", nobody.port()), Sessions.PATIENCE);
            assertEquals(FailureKind.CONNECTION_REFUSED, refused.kind(), refused.message());
            assertTrue(refused.message().startsWith("jump host j1: it cannot reach "), refused.message());
            Failure unknown = failure(behind(hop, "no-such-host.invalid", 22), Sessions.PATIENCE);
            assertTrue(
                    unknown.kind() == FailureKind.DNS || unknown.kind() == FailureKind.UNREACHABLE, unknown.toString());
        }
    }

    @Test
    void aSilentDeviceBehindAHopEndsAtItsLimitAndHarmsNoOther() throws Exception {
        OpenSsh.Server server = hopServer();
        Hop hop = hop(server);
        try (var device = new FaultyDevice()) {
            try (var silent = new SwallowsConnects();
                    Transport other = sessions.open(behind(hop, "127.0.0.1", device.port()))) {
                Failure failure = failure(behind(hop, "127.0.0.1", silent.port()), SHORT);
                assertEquals(FailureKind.CONNECT_TIMEOUT, failure.kind());
                assertTrue(failure.message().startsWith("jump host j1: "), failure.message());
                silent.close(); // and now the jump host tells that it was refused, to nobody
                Await.until(
                        "the jump host gave up",
                        Duration.ofSeconds(40),
                        () -> server.logged("refused") + server.logged("failed") > 0);
                assertTrue(Sessions.ask(other, "", "R1>").contains("R1>"));
            }
            sessions.ask(behind(hop, "127.0.0.1", device.port()), "", "R1>");
            assertEquals(1, server.logged("Accepted publickey"));
        }
    }

    @Test
    void aDeviceThatIsLeftIsLeftByTheHopToo() throws Exception {
        Hop hop = hop(hopServer());
        try (var device = new FaultyDevice()) {
            Transport aborted = sessions.open(behind(hop, "127.0.0.1", device.port()));
            Transport closed = sessions.open(behind(hop, "127.0.0.1", device.port()));
            assertEquals(2, device.stats().sessions());
            aborted.abort();
            closed.close();
            Await.until("both are gone", Sessions.PATIENCE, () -> device.stats().sessions() == 0);
        }
    }

    @Test
    void aHopThatDiesIsNamedAndTheNextDeviceOpensItAgain() throws Exception {
        OpenSsh.Server server = hopServer();
        Hop hop = hop(server);
        try (var device = new FaultyDevice()) {
            Target target = behind(hop, "127.0.0.1", device.port());
            try (Transport transport = sessions.open(target)) {
                server.process().children().forEach(ProcessHandle::destroyForcibly);
                var dropped = new ByteQueue();
                Transport.Read read = Transport.Read.BYTES;
                while (read == Transport.Read.BYTES) {
                    read = transport.read(dropped, Deadline.in(Sessions.PATIENCE));
                }
                assertEquals(Transport.Read.END, read);
                assertEquals("jump host j1: its connection ended", transport.trouble());
            }
            sessions.ask(target, "", "R1>");
            assertEquals(2, server.logged("Accepted publickey"));
        }
    }

    @Test
    void anAbortEndsTheWaitForAHop() throws Exception {
        try (var silent = new dev.muster.testkit.SaysNothing()) {
            Hop hop =
                    hop("j1", "127.0.0.1", silent.port(), new Access(List.of(byKey(key)), null, null), HostKeyMode.OFF);
            Transport transport = sessions.connector().to(behind(hop, "127.0.0.1", 22));
            var opening = new Transport.Opening(Duration.ofHours(1), Sessions.PATIENCE, phase -> {});
            var task = new FutureTask<>(() -> assertThrows(DeviceException.class, () -> transport.open(opening)));
            Thread.ofVirtual().start(task);
            Await.until("the hop is connected to", Sessions.PATIENCE, () -> silent.accepted() == 1);
            transport.abort();
            task.get(10, TimeUnit.SECONDS);
        }
    }
}
