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
import dev.muster.testkit.Await;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.SaysNothing;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import dev.muster.testkit.TelnetDevice.Line;
import dev.muster.testkit.TelnetDevice.Script;
import dev.muster.transport.Transport.Read;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every wait of a telnet transport ends: at its limit, by an abort, by an interrupt, by closing. */
@Timeout(30)
class TelnetEndsTest extends TelnetFixture {
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
        assertEquals(
                FailureKind.DNS,
                failure(to("no-such-host.invalid", 23), opening()).kind());
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
