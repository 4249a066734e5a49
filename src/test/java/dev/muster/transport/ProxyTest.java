package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.Logins;
import dev.muster.testkit.NotSsh;
import dev.muster.testkit.ProxyServer;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.SaysNothing;
import dev.muster.testkit.Sessions;
import dev.muster.testkit.TelnetDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    @TempDir
    Path folder;

    private Sessions sessions;

    @BeforeEach
    void start() {
        sessions = new Sessions(folder);
    }

    @AfterEach
    void stop() {
        sessions.close();
    }

    private Target target(String host, int port, String url) {
        Proxy proxy = Proxy.parse(url);
        var access = new Access(List.of(Login.of("cisco", Secret.of("cisco"))), null, proxy);
        return new Target(host, port, "cisco", Secret.of("cisco"), HostKeyMode.OFF, folder, SshOptions.DEFAULT, access);
    }

    private Failure failure(String host, int port, String url) {
        Transport transport = sessions.connector().to(target(host, port, url));
        try (transport) {
            var opening = new Transport.Opening(SHORT, Sessions.PATIENCE, phase -> {});
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void aDeviceIsReachedByItsNameWhichOnlyTheProxyKnows(String scheme) throws Exception {
        try (var proxy = new ProxyServer("");
                var device = new FaultyDevice()) {
            String said = sessions.ask(
                    target("router.inside", device.port(), scheme + "://127.0.0.1:" + proxy.port()), "", "R1>");
            assertTrue(said.contains("R1>"));
            assertEquals(List.of("router.inside:" + device.port()), proxy.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void aProxyThatWantsALoginGetsIt(String scheme) throws Exception {
        try (var proxy = new ProxyServer("ann:p@ss/word");
                var device = new FaultyDevice()) {
            String with = scheme + "://ann:p%40ss%2Fword@127.0.0.1:" + proxy.port();
            sessions.ask(target("127.0.0.1", device.port(), with), "", "R1>");

            Failure wrong = failure("127.0.0.1", device.port(), scheme + "://ann:other@127.0.0.1:" + proxy.port());
            assertEquals(FailureKind.AUTHENTICATION, wrong.kind());
            assertTrue(wrong.message().startsWith("proxy " + scheme + "://127.0.0.1:" + proxy.port() + ": "));
            Failure none = failure("127.0.0.1", device.port(), scheme + "://127.0.0.1:" + proxy.port());
            assertEquals(FailureKind.AUTHENTICATION, none.kind());
            assertEquals(1, device.stats().connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void anAddressOfVersionSixIsWrittenAsItsProtocolWantsIt(String scheme) throws Exception {
        try (var proxy = new ProxyServer("")) {
            failure("::1", ProxyServer.REFUSED, scheme + "://127.0.0.1:" + proxy.port());
            assertEquals(
                    scheme.equals("http") ? "[::1]:1" : "0:0:0:0:0:0:0:1:1",
                    proxy.asked().getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "socks5, UNREACHABLE, its rules forbid the way to 127.0.0.1:1",
        "http, UNREACHABLE, no way to 127.0.0.1:1: HTTP/1.1 403 Forbidden"
    })
    void aRefusalIsToldInTheProxysWords(String scheme, FailureKind kind, String words) throws Exception {
        try (var proxy = new ProxyServer("")) {
            String url = scheme + "://127.0.0.1:" + proxy.port();
            Failure failure = failure("127.0.0.1", ProxyServer.REFUSED, url);
            assertEquals(kind, failure.kind());
            assertEquals("proxy " + url + ": " + words, failure.message());
        }
    }

    @Test
    void aPortOnWhichNobodyListensBehindTheProxyIsARefusedConnection() throws Exception {
        try (var proxy = new ProxyServer("");
                var nobody = new RefusesConnections()) {
            Failure failure = failure("127.0.0.1", nobody.port(), "socks5://127.0.0.1:" + proxy.port());
            assertEquals(FailureKind.CONNECTION_REFUSED, failure.kind());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void aProxyThatHangsEndsAtTheConnectLimit(String scheme) throws Exception {
        try (var proxy = new ProxyServer("");
                var silent = new SaysNothing()) {
            String url = scheme + "://127.0.0.1:" + proxy.port();
            Failure later = failure("127.0.0.1", ProxyServer.SILENT, url);
            assertEquals(FailureKind.CONNECT_TIMEOUT, later.kind());
            assertEquals("proxy " + url + ": no way to 127.0.0.1:2 within 0.6 s", later.message());
            Failure atOnce = failure("127.0.0.1", 22, scheme + "://127.0.0.1:" + silent.port());
            assertEquals(FailureKind.CONNECT_TIMEOUT, atOnce.kind());
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        try (var nobody = new RefusesConnections()) {
            String url = "http://127.0.0.1:" + nobody.port();
            Failure refused = failure("127.0.0.1", 22, url);
            assertEquals(FailureKind.CONNECTION_REFUSED, refused.kind());
            assertEquals("proxy " + url + ": Connection refused", refused.message());
            Failure unknown = failure("127.0.0.1", 22, "socks5://no-such-proxy.invalid");
            assertEquals(FailureKind.DNS, unknown.kind());
            assertTrue(unknown.message().startsWith("proxy socks5://no-such-proxy.invalid:1080: the name"));
        }
    }

    @Test
    void whatIsNoProxyIsToldSo() throws Exception {
        try (var other = new NotSsh()) {
            Failure failure = failure("127.0.0.1", 22, "socks5://127.0.0.1:" + other.port());
            assertTrue(failure.message().endsWith("its answer is not that of such a proxy"), failure.message());
        }
    }

    @Test
    void anAbortEndsTheWaitForAProxy() throws Exception {
        try (var silent = new SaysNothing()) {
            Transport transport =
                    sessions.connector().to(target("127.0.0.1", 22, "socks5://127.0.0.1:" + silent.port()));
            var opening = new Transport.Opening(Duration.ofHours(1), Sessions.PATIENCE, phase -> {});
            var task = new java.util.concurrent.FutureTask<>(
                    () -> assertThrows(DeviceException.class, () -> transport.open(opening)));
            Thread.ofVirtual().start(task);
            Await.until("it is connected", Sessions.PATIENCE, () -> silent.accepted() == 1);
            transport.abort();
            task.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void telnetGoesThroughAProxyToo(String scheme) throws Exception {
        try (var proxy = new ProxyServer("");
                var device = new TelnetDevice(TelnetDevice.router("cisco", "cisco"));
                var connector = new Connector(new SshConnector(folder.resolve("pins")))) {
            Target target = target("router.inside", device.port(), scheme + "://127.0.0.1:" + proxy.port());
            Way way = new Way.Telnet(device.port(), Logins.USUAL);
            try (Transport transport = connector.to(target, List.of(way), notice -> {})) {
                transport.open(new Transport.Opening(Sessions.PATIENCE, Sessions.PATIENCE, phase -> {}));
                assertTrue(Sessions.read(transport, "R1#").endsWith("R1#"));
            }
            assertEquals(List.of("router.inside:" + device.port()), proxy.asked());
        }
    }

    @Test
    void aUrlIsReadAndShownWithoutItsLogin() {
        Proxy proxy = Proxy.parse("SOCKS5://ann:s3cret@[::1]:1081");
        assertEquals("socks5://[::1]:1081", String.valueOf(proxy));
        assertEquals("http://proxy:3128", String.valueOf(Proxy.parse("http://proxy")));
        assertNull(Proxy.parse("https://proxy"));
        assertNull(Proxy.parse("socks5://proxy:70000"));
        assertNull(Proxy.parse("proxy:3128"));
    }
}
