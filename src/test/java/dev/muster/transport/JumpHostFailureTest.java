package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.testkit.Await;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.Sessions;
import dev.muster.testkit.SwallowsConnects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at jump hosts and behind them is told with their name. */
@Timeout(120)
class JumpHostFailureTest extends JumpHostFixture {
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
    void aHopThatDiesDuringALoginIsNamed() throws Exception {
        OpenSsh.Server server = hopServer();
        Hop hop = hop(server);
        try (var silent = new dev.muster.testkit.SaysNothing()) {
            var task = new FutureTask<>(() -> failure(behind(hop, "127.0.0.1", silent.port()), Sessions.PATIENCE));
            Thread.ofVirtual().start(task);
            Await.until("the device is connected to", Sessions.PATIENCE, () -> silent.accepted() == 1);
            server.process().children().forEach(ProcessHandle::destroyForcibly);
            Failure failure = task.get(30, TimeUnit.SECONDS);
            assertEquals(FailureKind.DISCONNECTED, failure.kind());
            assertEquals("jump host j1: its connection ended", failure.message());
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
