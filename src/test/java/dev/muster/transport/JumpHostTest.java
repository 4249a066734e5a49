package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.testkit.Await;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.Logins;
import dev.muster.testkit.OpenSsh;
import dev.muster.testkit.ProxyServer;
import dev.muster.testkit.Sessions;
import dev.muster.testkit.TelnetDevice;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JumpHostTest extends JumpHostFixture {
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
}
