package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.testkit.Await;
import dev.muster.testkit.TelnetDevice;
import dev.muster.testkit.TelnetDevice.Line;
import dev.muster.testkit.TelnetDevice.Script;
import dev.muster.transport.Transport.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelnetTransportTest extends TelnetFixture {
    @Test
    void aSessionGoesFromLoginToLogout() throws Exception {
        try (var device = new TelnetDevice(TelnetDevice.router("ann", "pw"));
                var transport = to(device.port())) {
            transport.open(opening());
            assertEquals(List.of(Phase.CONNECT, Phase.AUTH), phases);
            assertEquals("\r\nR1#", until(transport, "#"), "the first prompt is left for the session");
            assertTrue(transport.alive());
            type(transport, "show clock\n");
            assertEquals("show clock\r\n14:00:00.000 UTC\r\nR1#", until(transport, "#"));
            type(transport, "exit\n");
            transport.awaitEnd(Deadline.in(LONG));
            assertFalse(transport.alive());
            assertEquals(Read.END, transport.read(new ByteQueue(), Deadline.in(LONG)));

            Line line = device.lines().getFirst();
            assertEquals(
                    List.of("253 1", "253 3", "251 24", "251 31", "250 31 1 255 3 232"),
                    line.commands(),
                    "echo, go-ahead, terminal type, window of 511 by 1000");
            assertEquals(List.of("ann<CR NUL>", "pw<CR NUL>", "show clock<CR NUL>", "exit<CR NUL>"), line.heard());
        }
    }

    @Test
    void aServerWithoutOptionsGetsWholeLines() throws Exception {
        Script plain = line -> {
            line.ask("login: ");
            line.ask("Password: ");
            line.shell("R1");
        };
        try (var device = new TelnetDevice(plain);
                var transport = to(device.port())) {
            transport.open(opening());
            assertEquals("R1#", until(transport, "#"));
            assertEquals(
                    List.of("ann<CR LF>", "pw<CR LF>"),
                    device.lines().getFirst().heard());
            assertEquals(List.of(), device.lines().getFirst().commands(), "nothing is asked of a plain socket");
        }
    }

    @Test
    void bytesOf255AndUrgentMarksAndLateOptionsDoNotDisturbOutput() throws Exception {
        Script script = line -> {
            line.say("R1#");
            String command = line.hear();
            line.say("got " + command + " a\u00ffb");
            line.raw(255);
            line.urgent(242);
            line.say("c");
            line.raw(255, 253, 31, 255, 251, 99);
            line.say("d\nR1#");
            line.untilEnd();
        };
        try (var device = new TelnetDevice(script);
                var transport = to(device.port())) {
            transport.open(opening());
            until(transport, "#");
            type(transport, "\u00ffx\n");
            assertEquals("got \u00ffx a\u00ffbcd\r\nR1#", until(transport, "#"));
            Line line = device.lines().getFirst();
            Await.until("the answers", LONG, () -> line.commands().size() == 3);
            assertEquals(List.of("251 31", "250 31 1 255 3 232", "254 99"), line.commands());
        }
    }

    @Test
    void aLargeOutputComesWhole() throws Exception {
        int lines = 100_000;
        Script script = line -> {
            line.say("R1#");
            line.hear();
            for (int i = 0; i < lines; i += 100) {
                line.say("a line with \u00ff in it and some more\n".repeat(100));
            }
            line.say("R1#");
            line.untilEnd();
        };
        try (var device = new TelnetDevice(script);
                var transport = to(device.port())) {
            transport.open(opening());
            until(transport, "#");
            type(transport, "show it\n");
            var queue = new ByteQueue();
            long count = 0;
            int last = 0;
            while (last != '#') {
                assertEquals(Read.BYTES, transport.read(queue, Deadline.in(LONG)));
                for (int b = queue.next(); b >= 0; b = queue.next()) {
                    last = b;
                    count++;
                }
            }
            assertEquals(lines * 35L + 3, count);
        }
    }

    @Test
    void aWrongPasswordIsOneAttempt() throws Exception {
        try (var device = new TelnetDevice(TelnetDevice.router("ann", "another"))) {
            Failure failure = failure(to(device.port()), opening());
            assertEquals(FailureKind.AUTHENTICATION, failure.kind());
            assertEquals(Stage.AUTHENTICATE, failure.stage());
            assertTrue(failure.lastOutput() != null && failure.lastOutput().contains("% Login invalid"));
            Line line = device.lines().getFirst();
            Await.until("the connection is closed", LONG, line::hasEnded);
            assertEquals(List.of("ann<CR NUL>", "pw<CR NUL>"), line.heard());
        }
    }
}
