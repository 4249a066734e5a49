package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.testkit.ClosesAtOnce;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.HangsAtLogin;
import dev.muster.testkit.Logins;
import dev.muster.testkit.NotSsh;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.RefusesPassword;
import dev.muster.testkit.SaysNothing;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import dev.muster.transport.Transport.Opening;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several ways to one device, tried in order. */
@Timeout(30)
class ConnectorTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private Connector connector;
    private TelnetDevice telnet;

    @BeforeEach
    void start() throws IOException {
        connector = new Connector(new SshConnector(folder.resolve("pins")));
        telnet = new TelnetDevice(TelnetDevice.router("cisco", "cisco"));
    }

    @AfterEach
    void stop() throws IOException {
        connector.close();
        telnet.close();
    }

    private Transport to(HostKeyMode hostKey, Way... ways) {
        var target = new Target(
                "127.0.0.1",
                ways[0].port(),
                "cisco",
                Secret.of("cisco"),
                hostKey,
                folder.resolve("known_hosts"),
                SshOptions.DEFAULT);
        return connector.to(target, List.of(ways), notices::add);
    }

    private static Way ssh(int port) {
        return new Way.Ssh(port);
    }

    private Way telnet() {
        return new Way.Telnet(telnet.port(), Logins.USUAL);
    }

    private static Opening opening(Duration connect, Duration auth) {
        return new Opening(connect, auth, phase -> {});
    }

    /** Opens by SSH at this port, else by telnet; gives how the prompt was reached. */
    private String reachedAfter(int port) throws Exception {
        try (Transport transport = to(HostKeyMode.OFF, ssh(port), telnet())) {
            transport.open(opening(Duration.ofMillis(700), LONG));
            assertEquals(Transport.Read.BYTES, transport.read(new ByteQueue(), Deadline.in(LONG)));
            assertTrue(transport.alive());
            transport.write("exit\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            transport.awaitEnd(Deadline.in(LONG));
        }
        assertEquals(1, telnet.accepted());
        return notices.getFirst();
    }

    private Failure failure(Transport transport, Opening opening) {
        try (transport) {
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    @Test
    void telnetFollowsARefusedConnection() throws Exception {
        try (var refuses = new RefusesConnections()) {
            int port = refuses.port();
            assertEquals(
                    "reached by telnet, not by ssh: connection_refused: 127.0.0.1:" + port + ": Connection refused",
                    reachedAfter(port));
        }
    }

    @Test
    void telnetFollowsAConnectThatIsNotAnswered() throws Exception {
        try (var swallows = new SwallowsConnects()) {
            assertTrue(reachedAfter(swallows.port()).contains("ssh: connect_timeout: "));
        }
    }

    @Test
    void telnetFollowsAHandshakeThatDoesNotEnd() throws Exception {
        try (var silent = new SaysNothing()) {
            assertTrue(reachedAfter(silent.port()).contains("ssh: connect_timeout: "));
        }
    }

    @Test
    void telnetFollowsAPortThatSpeaksNoSsh() throws Exception {
        try (var other = new NotSsh()) {
            assertTrue(reachedAfter(other.port()).contains("ssh: key_exchange: "));
        }
    }

    @Test
    void telnetFollowsAConnectionClosedBeforeTheLogin() throws Exception {
        try (var closes = new ClosesAtOnce()) {
            assertTrue(reachedAfter(closes.port()).contains("ssh: disconnected: "));
        }
    }

    @Test
    void telnetNeverFollowsARefusedLogin() throws Exception {
        try (var device = new RefusesPassword()) {
            Failure failure = failure(to(HostKeyMode.OFF, ssh(device.port()), telnet()), opening(LONG, LONG));
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertEquals(0, telnet.accepted());
        }
    }

    @Test
    void telnetNeverFollowsALoginThatWasNotAnswered() throws Exception {
        try (var device = new HangsAtLogin()) {
            Failure failure =
                    failure(to(HostKeyMode.OFF, ssh(device.port()), telnet()), opening(LONG, Duration.ofMillis(300)));
            assertEquals(FailureKind.CONNECT_TIMEOUT, failure.kind());
            assertEquals(0, telnet.accepted());
        }
    }

    @Test
    void telnetNeverFollowsAnUntrustedHostKey() throws Exception {
        try (var device = new FaultyDevice()) {
            Failure failure = failure(to(HostKeyMode.STRICT, ssh(device.port()), telnet()), opening(LONG, LONG));
            assertEquals(FailureKind.HOST_KEY, failure.kind());
            assertEquals(0, telnet.accepted());
        }
    }

    @Test
    void whenNoWayLeadsThereTheFailureTellsOfAll() throws Exception {
        try (var refuses = new RefusesConnections();
                var closes = new ClosesAtOnce()) {
            Way closed = new Way.Telnet(closes.port(), Logins.USUAL);
            Failure failure = failure(to(HostKeyMode.OFF, ssh(refuses.port()), closed), opening(LONG, LONG));
            assertEquals(FailureKind.DISCONNECTED, failure.kind());
            assertEquals(
                    "by telnet: 127.0.0.1:" + closes.port() + " closed the connection before it asked for a login"
                            + " (before that, by ssh: connection_refused: 127.0.0.1:" + refuses.port()
                            + ": Connection refused)",
                    failure.message());
            assertEquals(List.of(), notices);
        }
    }

    @Test
    void aWrongPasswordByTelnetTellsWhyTelnetWasUsed() throws Exception {
        try (var refuses = new RefusesConnections();
                var device = new TelnetDevice(TelnetDevice.router("cisco", "another"))) {
            Way wrong = new Way.Telnet(device.port(), Logins.USUAL);
            Failure failure = failure(to(HostKeyMode.OFF, ssh(refuses.port()), wrong), opening(LONG, LONG));
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertTrue(failure.message().contains("(before that, by ssh: connection_refused: "), failure.message());
            assertEquals(1, device.accepted());
        }
    }

    @Test
    void sshFollowsTelnetThatAsksForNoLogin() throws Exception {
        try (var closes = new ClosesAtOnce();
                var device = new FaultyDevice();
                Transport transport =
                        to(HostKeyMode.OFF, new Way.Telnet(closes.port(), Logins.USUAL), ssh(device.port()))) {
            transport.open(opening(LONG, LONG));
            assertTrue(
                    notices.getFirst().startsWith("reached by ssh, not by telnet: disconnected: "), notices.getFirst());
        }
    }

    @Test
    void sshDoesNotFollowALoginRefusedByTelnet() throws Exception {
        try (var device = new TelnetDevice(TelnetDevice.router("cisco", "another"));
                var other = new FaultyDevice()) {
            Way wrong = new Way.Telnet(device.port(), Logins.USUAL);
            Failure failure = failure(to(HostKeyMode.OFF, wrong, ssh(other.port())), opening(LONG, LONG));
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertEquals("127.0.0.1:" + device.port() + " refused the login of cisco", failure.message());
            assertEquals(0, other.stats().connections());
        }
    }

    @Test
    void theFirstWayThatLeadsThereIsTheOnlyOneUsed() throws Exception {
        try (var device = new FaultyDevice();
                Transport transport = to(HostKeyMode.OFF, ssh(device.port()), telnet())) {
            transport.open(opening(LONG, LONG));
            assertEquals(List.of(), notices);
            assertEquals(0, telnet.accepted());
        }
    }

    @Test
    void oneWayNeedsNoFallback() {
        assertInstanceOf(TelnetTransport.class, to(HostKeyMode.OFF, telnet()));
        assertInstanceOf(SshTransport.class, to(HostKeyMode.OFF, ssh(22)));
    }

    @Test
    void anAbortDuringTheFirstWayTriesNoOther() throws Exception {
        try (var silent = new SaysNothing()) {
            Transport transport = to(HostKeyMode.OFF, ssh(silent.port()), telnet());
            var task = new FutureTask<>(() -> failure(transport, opening(Duration.ofHours(1), LONG)));
            Thread.ofVirtual().start(task);
            Await.until("it is connected", LONG, () -> silent.accepted() == 1);
            transport.abort();
            task.get(3, TimeUnit.SECONDS);
            assertEquals(0, telnet.accepted());
        }
    }
}
