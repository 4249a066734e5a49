package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.FaultyDevice;
import dev.muster.testkit.Loopback;
import dev.muster.testkit.Sessions;
import dev.muster.testkit.SocketServer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StrangeServersTest {
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

    private Target target(int port) {
        return sessions.target(port, new Access(List.of(Login.of("cisco", Secret.of("cisco"))), null, null));
    }

    private static Target at(String host, Target target) {
        return new Target(
                host,
                target.port(),
                target.username(),
                target.password(),
                target.hostKeyMode(),
                target.knownHosts(),
                target.ssh(),
                target.access());
    }

    /** Stands before a device: says something first, and stops passing bytes on when told to. */
    private static final class Before extends SocketServer {
        private final String banner;
        private final int device;
        private final CountDownLatch mute = new CountDownLatch(1);

        Before(String banner, int device) throws IOException {
            this.banner = banner;
            this.device = device;
        }

        @Override
        protected void serve(Socket socket) throws IOException {
            socket.getOutputStream().write(banner.getBytes(StandardCharsets.ISO_8859_1));
            try (var behind = new Socket("127.0.0.1", device)) {
                Thread.ofVirtual().start(() -> pass(socket, behind));
                pass(behind, socket);
            }
        }

        private void pass(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                for (int count = from.getInputStream().read(bytes); count >= 0; ) {
                    if (mute.getCount() > 0) {
                        to.getOutputStream().write(bytes, 0, count);
                    }
                    count = from.getInputStream().read(bytes);
                }
                to.close();
            } catch (IOException e) {
                // one of the two is gone
            }
        }
    }

    @Test
    void tenKilobytesBeforeTheIdentificationDoNoHarm() throws Exception {
        String banner = "Authorised users only. This system is watched.\r\n".repeat(210);
        try (var device = new FaultyDevice();
                var server = new Before(banner, device.port())) {
            sessions.ask(target(server.port()), "", "R1>");
        }
    }

    @Test
    void aBannerWithoutEndIsNoSshAndIsShown() throws Exception {
        try (var device = new FaultyDevice();
                var server = new Before("Welcome! ".repeat(4000) + "\r\n", device.port())) {
            Failure failure = assertThrows(DeviceException.class, () -> sessions.open(target(server.port())))
                    .failure();
            assertEquals(FailureKind.KEY_EXCHANGE, failure.kind(), failure.toString());
        }
    }

    @Test
    void aDeviceThatNoLongerAnswersKeepAliveMessagesIsGone() throws Exception {
        try (var device = new FaultyDevice();
                var server = new Before("", device.port())) {
            var often = new SshOptions("", "", "", "", false, Duration.ofMillis(150));
            try (Transport transport = sessions.open(Sessions.with(target(server.port()), often))) {
                Sessions.read(transport, "R1>");
                server.mute.countDown();
                assertEquals(Transport.Read.END, transport.read(new ByteQueue(), Deadline.in(Sessions.PATIENCE)));
                assertEquals("it did not answer 3 keep-alive messages", transport.trouble());
            }
        }
    }

    @Test
    void withoutKeepAliveAQuietDeviceIsLeftInPeace() throws Exception {
        try (var device = new FaultyDevice();
                var server = new Before("", device.port());
                Transport transport = sessions.open(target(server.port()))) {
            Sessions.read(transport, "R1>");
            server.mute.countDown();
            assertEquals(Transport.Read.DEADLINE, transport.read(new ByteQueue(), Deadline.in(Duration.ofMillis(900))));
            assertTrue(transport.alive());
        }
    }

    /** The same device on the loopback address of version 6. */
    private static final class OnSix implements AutoCloseable {
        private final java.net.ServerSocket server;

        OnSix(String address, int device) throws IOException {
            server = new java.net.ServerSocket(0, 50, java.net.InetAddress.getByName(address));
            Thread.ofVirtual().start(() -> {
                try {
                    for (; ; ) {
                        Socket socket = server.accept();
                        Socket behind = new Socket(Loopback.at(device).getAddress(), device);
                        Thread.ofVirtual().start(() -> copy(socket, behind));
                        Thread.ofVirtual().start(() -> copy(behind, socket));
                    }
                } catch (IOException e) {
                    // the server is closed
                }
            });
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one of the two is gone
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void theLoopbackAddressOfVersionSixIsReached() throws Exception {
        assumeTrue(addresses().stream().anyMatch(Inet6Address::isLoopbackAddress), "no ::1 here");
        try (var device = new FaultyDevice();
                var six = new OnSix("::1", device.port())) {
            sessions.ask(at("::1", target(six.server.getLocalPort())), "", "R1>");
        }
    }

    @Test
    void anAddressWithAZoneIsReached() throws Exception {
        Inet6Address local = addresses().stream()
                .filter(Inet6Address::isLinkLocalAddress)
                .findFirst()
                .orElse(null);
        assumeTrue(local != null, "no address of version 6 with a zone here");
        try (var device = new FaultyDevice();
                var six = new OnSix(local.getHostAddress(), device.port())) {
            sessions.ask(at(local.getHostAddress(), target(six.server.getLocalPort())), "", "R1>");
        }
    }

    private static List<Inet6Address> addresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%no-such-zone", "fe80::1%99999"})
    void aZoneThatThisMachineDoesNotHaveIsToldAsTheAddressIs(String host) {
        Failure failure = assertThrows(DeviceException.class, () -> sessions.open(at(host, target(22))))
                .failure();
        assertTrue(failure.kind() == FailureKind.DNS || failure.kind() == FailureKind.UNREACHABLE, failure.toString());
    }
}
