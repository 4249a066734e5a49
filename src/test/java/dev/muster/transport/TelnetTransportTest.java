package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.secret.Secret;
import dev.muster.testkit.Await;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.SaysNothing;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import dev.muster.testkit.TelnetDevice.Line;
import dev.muster.testkit.TelnetDevice.Script;
import dev.muster.transport.Transport.Opening;
import dev.muster.transport.Transport.Read;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelnetTransportTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<Phase> phases = new ArrayList<>();

    private static Target target(String host, int port) {
        return new Target(host, port, "ann", Secret.of("pw"), HostKeyMode.STRICT, Path.of("none"), SshOptions.DEFAULT);
    }

    private static TelnetTransport to(int port) {
        return new TelnetTransport(target("127.0.0.1", port), TelnetLogin.USUAL);
    }

    private Opening opening(Duration connect, Duration auth) {
        return new Opening(connect, auth, phases::add);
    }

    private Opening opening() {
        return opening(LONG, LONG);
    }

    private Failure failure(TelnetTransport transport, Opening opening) {
        try (transport) {
            return assertThrows(DeviceException.class, () -> transport.open(opening))
                    .failure();
        }
    }

    /** What comes up to and with a text. */
    private static String until(Transport transport, String end) throws InterruptedException {
        var seen = new ByteArrayOutputStream();
        var queue = new ByteQueue();
        Deadline by = Deadline.in(LONG);
        while (!seen.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            Read read = transport.read(queue, by);
            for (int b = queue.next(); b >= 0; b = queue.next()) {
                seen.write(b);
            }
            assertEquals(Read.BYTES, read, () -> "after: " + seen);
        }
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    private static void type(Transport transport, String text) throws DeviceException {
        transport.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

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

    @Test
    void aPortWithoutListenerRefuses() throws Exception {
        try (var server = new RefusesConnections()) {
            Failure failure = failure(to(server.port()), opening());
            assertEquals(FailureKind.CONNECTION_REFUSED, failure.kind());
            assertEquals(Stage.CONNECT, failure.stage());
            assertEquals("127.0.0.1:" + server.port() + ": Connection refused", failure.message());
        }
    }

    @Test
    void anAddressThatNeverAnswersEndsAtTheConnectLimit() throws Exception {
        try (var server = new SwallowsConnects()) {
            long begin = System.nanoTime();
            Failure failure = failure(to(server.port()), opening(Duration.ofMillis(400), LONG));
            assertEquals(FailureKind.CONNECT_TIMEOUT, failure.kind());
            assertTrue(failure.message().endsWith(" did not answer within 0.4 s"), failure.message());
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(3));
            assertEquals(List.of(Phase.CONNECT), phases);
        }
    }

    @Test
    void aNameThatNobodyKnowsIsToldApart() {
        var transport = new TelnetTransport(target("no-such-host.invalid", 23), TelnetLogin.USUAL);
        assertEquals(FailureKind.DNS, failure(transport, opening()).kind());
    }

    @Test
    void aSilentServerEndsAtTheAuthLimit() throws Exception {
        try (var server = new SaysNothing()) {
            Failure failure = failure(to(server.port()), opening(LONG, Duration.ofMillis(300)));
            assertEquals(FailureKind.PROMPT_TIMEOUT, failure.kind());
            assertEquals(Stage.AUTHENTICATE, failure.stage());
        }
    }

    @Test
    void aDeviceThatHangsAfterThePasswordEndsAtTheAuthLimit() throws Exception {
        Script hangs = line -> {
            line.ask("Username: ");
            line.ask("Password: ");
            line.say("\nWelcome\n");
            line.untilEnd();
        };
        try (var device = new TelnetDevice(hangs)) {
            Failure failure = failure(to(device.port()), opening(LONG, Duration.ofMillis(700)));
            assertEquals(FailureKind.PROMPT_TIMEOUT, failure.kind());
            assertTrue(failure.message().contains("no prompt after the password within 0.7 s"), failure.message());
            assertEquals("Welcome", failure.lastOutput());
        }
    }

    @Test
    void aReadEndsAtItsDeadlineAlsoWhileTheDeviceOnlyNegotiates() throws Exception {
        Script negotiates = line -> {
            line.say("R1#");
            while (!line.hasEnded()) {
                line.raw(255, 241, 255, 251, 1, 255, 252, 1);
            }
        };
        try (var device = new TelnetDevice(negotiates);
                var transport = to(device.port())) {
            transport.open(opening());
            until(transport, "#");
            long begin = System.nanoTime();
            assertEquals(Read.DEADLINE, transport.read(new ByteQueue(), Deadline.in(Duration.ofMillis(200))));
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(2));
        }
    }

    @Test
    void anAbortEndsAWaitAtOnce() throws Exception {
        try (var silent = new SaysNothing();
                var swallows = new SwallowsConnects();
                var device = new TelnetDevice(TelnetDevice.router("ann", "pw"))) {
            var atLogin = to(silent.port());
            var atConnect = to(swallows.port());
            var inSession = to(device.port());
            inSession.open(opening());
            until(inSession, "#");
            endsByAbort(atLogin, () -> atLogin.open(opening(LONG, Duration.ofHours(1))));
            endsByAbort(atConnect, () -> atConnect.open(opening(Duration.ofHours(1), LONG)));
            endsByAbort(
                    inSession,
                    () -> assertEquals(Read.END, inSession.read(new ByteQueue(), Deadline.in(Duration.ofHours(1)))));
            assertFalse(inSession.alive());
            assertThrows(DeviceException.class, () -> type(inSession, "x\n"));
            Line line = device.lines().getFirst();
            Await.until("the device sees the end", LONG, line::hasEnded);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void endsByAbort(Transport transport, Action waits) throws Exception {
        var began = new FutureTask<>(() -> null);
        var task = new FutureTask<>(() -> {
            began.run();
            try {
                waits.run();
            } catch (DeviceException e) {
                // that is how opening ends
            }
            return null;
        });
        Thread thread = Thread.ofVirtual().start(task);
        began.get();
        Await.until("it waits", LONG, () -> thread.getState() == Thread.State.TIMED_WAITING);
        transport.abort();
        task.get(3, TimeUnit.SECONDS);
    }

    @Test
    void anAbortBeforeTheOpeningOpensNothing() throws Exception {
        try (var device = new TelnetDevice(TelnetDevice.router("ann", "pw"))) {
            var transport = to(device.port());
            transport.abort();
            assertEquals(FailureKind.DISCONNECTED, failure(transport, opening()).kind());
            assertEquals(0, device.accepted());
        }
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        try (var device = new TelnetDevice(TelnetDevice.router("ann", "pw"));
                var transport = to(device.port())) {
            transport.open(opening());
            until(transport, "#");
            var task = new FutureTask<>(() ->
                    assertThrows(InterruptedException.class, () -> transport.read(new ByteQueue(), Deadline.in(LONG))));
            Thread thread = Thread.ofVirtual().start(task);
            Await.until("it waits", LONG, () -> thread.getState() == Thread.State.TIMED_WAITING);
            thread.interrupt();
            assertInstanceOf(InterruptedException.class, task.get(3, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingTellsTheDeviceAndWaitsForASecondAtMost() throws Exception {
        Script deaf = line -> {
            line.say("R1#");
            line.untilEnd();
        };
        try (var device = new TelnetDevice(deaf)) {
            var transport = to(device.port());
            transport.open(opening());
            long begin = System.nanoTime();
            transport.close();
            transport.close();
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(3));
            Await.until("the device sees the end", LONG, device.lines().getFirst()::hasEnded);
            assertFalse(transport.alive());
        }
    }
}
