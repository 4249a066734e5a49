package dev.muster.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every fault server has its fault. */
class FaultServersTest {

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.connect(Loopback.at(port), 2000);
        socket.setSoTimeout(3000);
        return socket;
    }

    @Test
    void refusesConnectionsRefuses() throws Exception {
        try (var server = new RefusesConnections()) {
            assertThrows(ConnectException.class, () -> connect(server.port()));
        }
    }

    @Test
    void swallowsConnectsNeitherAcceptsNorRefuses() throws Exception {
        try (var server = new SwallowsConnects()) {
            for (int i = 0; i < 3; i++) {
                try (var socket = new Socket()) {
                    assertThrows(SocketTimeoutException.class, () -> socket.connect(Loopback.at(server.port()), 400));
                }
            }
        }
    }

    @Test
    void saysNothingSaysNothing() throws Exception {
        try (var server = new SaysNothing();
                Socket socket = connect(server.port())) {
            socket.setSoTimeout(300);
            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    @Test
    void closesAtOnceCloses() throws Exception {
        try (var server = new ClosesAtOnce();
                Socket socket = connect(server.port())) {
            assertEquals(-1, socket.getInputStream().read());
            assertEquals(1, server.accepted());
        }
    }

    @Test
    void notSshSpeaksHttp() throws Exception {
        try (var server = new NotSsh();
                Socket socket = connect(server.port())) {
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void dripsOneByteASecondSendsTheSecondByteALittleLater() throws Exception {
        try (var server = new DripsOneByteASecond();
                Socket socket = connect(server.port())) {
            assertEquals('S', socket.getInputStream().read());
            long start = System.nanoTime();
            assertEquals('S', socket.getInputStream().read());
            assertTrue(System.nanoTime() - start > 800_000_000L);
        }
    }

    @Test
    void theLabsFaultsHaveServersToo() throws Exception {
        try (var client = new SshTestClient();
                var hangs = new HangsAfterLogin();
                var wrong = new ShowsWrongPrompt();
                var closes = new ClosesMidOutput();
                var floods = new FloodsBanner();
                var refuses = new RefusesPassword()) {
            try (SshTestShell shell = client.shell(hangs.port())) {
                assertFalse(shell.comes("R1", Duration.ofMillis(300)));
            }
            try (SshTestShell shell = client.shell(wrong.port())) {
                shell.until("::ready::");
            }
            try (SshTestShell shell = client.shell(closes.port())) {
                shell.until("R1>");
                shell.send("show version\r");
                assertTrue(shell.endsWithin(Duration.ofSeconds(5)));
            }
            try (SshTestShell shell = client.shell(floods.port())) {
                assertTrue(shell.until("R1>").length() > 1_000_000);
            }
            assertThrows(IOException.class, () -> client.shell(refuses.port()));
        }
    }
}
