package dev.muster.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.netconf.NetconfSession.Manner;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import dev.muster.testkit.Await;
import dev.muster.testkit.NetconfDevice;
import dev.muster.transport.Transport.Opening;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices that say nothing, too much, or what is no NETCONF. */
class NetconfFaultsTest extends NetconfSessionFixture {
    @Test
    void aDeviceThatKnowsNoOfferedVersionIsToldSo() throws Exception {
        try (var device = new NetconfDevice(List.of("base:1.0"), NetconfDevice.content())) {
            DeviceException e = assertThrows(DeviceException.class, () -> open(device, "1.1"));
            assertEquals(FailureKind.NETCONF_ERROR, e.failure().kind());
            assertTrue(
                    e.failure().message().contains("no version of NETCONF that is offered to it (1.1)"),
                    e.getMessage());
        }
    }

    @Test
    void aDeviceWithoutAHelloIsNotWaitedForLongerThanTheLimit() throws Exception {
        try (var device = NetconfDevice.saysNoHello();
                var session = session(device.port(), new Store(1), SHORT)) {
            DeviceException e = assertThrows(
                    DeviceException.class, () -> session.open(new Opening(PATIENCE, PATIENCE, phase -> {})));
            assertEquals(FailureKind.COMMAND_TIMEOUT, e.failure().kind());
            assertEquals(Stage.LOGIN, e.failure().stage());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void silenceEndsAtTheLimitAndWithItTheSession() throws Exception {
        try (var device = NetconfDevice.saysNothing();
                var session = open(device)) {
            Answer answer = session.run(List.of(RUNNING), new Manner(SHORT, false));
            assertEquals(FailureKind.COMMAND_TIMEOUT, failure(answer).kind());
            assertTrue(failure(answer).message().startsWith("`get_config running` did not end within"));
            assertFalse(session.isOpen());
        }
    }

    @Test
    void aBadChunkSizeIsNamed() throws Exception {
        try (var device = NetconfDevice.sendsBadChunkSize();
                var session = open(device)) {
            Failure failure = failure(run(session, RUNNING));
            assertEquals(FailureKind.NETCONF_ERROR, failure.kind());
            assertTrue(failure.message().contains("bad chunk size: `0` after `#`"), failure::message);
            assertFalse(session.isOpen());
        }
    }

    @Test
    void anEndInMidAnswerIsADisconnectWithWhatCame() throws Exception {
        try (var device = NetconfDevice.closesInMidAnswer();
                var session = open(device)) {
            Failure failure = failure(run(session, RUNNING));
            assertEquals(FailureKind.DISCONNECTED, failure.kind());
            assertTrue(String.valueOf(failure.lastOutput()).endsWith("<data><half>"), failure::toString);
        }
    }

    @Test
    void anEntityInAnAnswerIsRefused() throws Exception {
        try (var device = new NetconfDevice(
                        (request, line) -> line.message(
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rpc-reply><data>&e;</data></rpc-reply>"));
                var session = open(device)) {
            Answer answer = run(session, RUNNING);
            assertTrue(failure(answer).message().contains("document type"), failure(answer)::message);
            assertFalse(String.valueOf(answer.output().text()).contains("root"));
        }
    }

    @Test
    void anAnswerOf100MegabytesGoesToItsFileAsItComes() throws Exception {
        var store = new Store(200 << 20);
        try (var device = NetconfDevice.sendsMuch(100_000_000);
                var session = session(device.port(), store, PATIENCE)) {
            session.open(new Opening(PATIENCE, PATIENCE, phase -> {}));
            long before = used();
            Answer answer = session.run(List.of(RUNNING), new Manner(Duration.ofMinutes(5), false));
            assertEquals(Outcome.ok(), answer.outcome());
            assertTrue(answer.output().bytes() >= 100_000_000, answer.output()::toString);
            assertEquals(answer.output().bytes(), Files.size(folder.resolve("large.xml")));
            long grown = store.held - before;
            assertTrue(grown < 16 << 20, "held " + grown + " bytes more after 90 MB");
        }
    }

    @Test
    void anAnswerAboveTheLimitIsAFailureWithWhatCameBefore() throws Exception {
        try (var device = NetconfDevice.sendsMuch(20_000_000);
                var session = session(device.port(), new Store(3 << 20), PATIENCE)) {
            session.open(new Opening(PATIENCE, PATIENCE, phase -> {}));
            Answer answer = run(session, RUNNING);
            assertEquals(FailureKind.OUTPUT_LIMIT, failure(answer).kind());
            assertTrue(answer.output().bytes() > 2 << 20, answer.output()::toString);
            assertFalse(session.isOpen());
        }
    }

    @Test
    void anAbortEndsWhatIsUnderWayWithItsReason() throws Exception {
        try (var device = NetconfDevice.saysNothing();
                var session = open(device)) {
            var why = new Outcome.Cancelled("enough");
            Thread other = Thread.ofVirtual().start(() -> {
                try {
                    Await.until(
                            "the request is there",
                            PATIENCE,
                            () -> device.heard().size() > 1);
                    session.abort(why);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Answer answer = run(session, RUNNING);
            other.join();
            assertEquals(why, assertInstanceOf(Outcome.Cancelled.class, answer.outcome()));
            assertFalse(session.isOpen());
        }
    }
}
