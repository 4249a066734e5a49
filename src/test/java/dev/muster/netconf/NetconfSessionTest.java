package dev.muster.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.netconf.NetconfSession.Manner;
import dev.muster.netconf.NetconfSession.Settings;
import dev.muster.netconf.Operation.Commit;
import dev.muster.netconf.Operation.DiscardChanges;
import dev.muster.netconf.Operation.EditConfig;
import dev.muster.netconf.Operation.Get;
import dev.muster.netconf.Operation.GetConfig;
import dev.muster.netconf.Operation.Lock;
import dev.muster.netconf.Operation.Rpc;
import dev.muster.netconf.Operation.Unlock;
import dev.muster.netconf.Operation.Validate;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Stage;
import dev.muster.secret.Secret;
import dev.muster.session.Answer;
import dev.muster.session.OutputStore;
import dev.muster.testkit.Await;
import dev.muster.testkit.NetconfDevice;
import dev.muster.testkit.Sessions;
import dev.muster.transport.HostKeyMode;
import dev.muster.transport.SshOptions;
import dev.muster.transport.Target;
import dev.muster.transport.Transport.Opening;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetconfSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final GetConfig RUNNING = new GetConfig(Datastore.RUNNING, new Filter.All(), null);
    private static final EditConfig EDIT = new EditConfig(Datastore.CANDIDATE, "<a xmlns='urn:a'/>", Edit.USUAL);
    private static final Lock LOCK = new Lock(Datastore.CANDIDATE);
    private static final Commit COMMIT = new Commit(null, null, null);

    @TempDir
    Path folder;

    private Sessions sessions;

    @BeforeEach
    void connect() {
        sessions = new Sessions(folder);
    }

    @AfterEach
    void disconnect() {
        sessions.close();
    }

    /** Outputs in the folder; notes how much memory is in use when so much of one was written. */
    private final class Store implements OutputStore {
        private final long limit;
        private long held = -1;

        Store(long limit) {
            this.limit = limit;
        }

        @Override
        public Place open() throws IOException {
            Path file = Path.of("large.xml");
            OutputStream stream = new FilterOutputStream(Files.newOutputStream(folder.resolve(file))) {
                private long written;

                @Override
                public void write(byte[] bytes) throws IOException {
                    out.write(bytes);
                    written += bytes.length;
                    if (written > 90_000_000 && held < 0) {
                        held = used();
                    }
                }
            };
            return new Place(file, stream);
        }

        @Override
        public long memoryLimit() {
            return 1 << 20;
        }

        @Override
        public long limit() {
            return limit;
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private NetconfSession session(int port, Store store, Duration hello, String... versions) {
        var target = new Target(
                "127.0.0.1",
                port,
                "cisco",
                Secret.of("cisco"),
                HostKeyMode.OFF,
                folder.resolve("known_hosts"),
                SshOptions.DEFAULT);
        List<String> offered = versions.length == 0 ? Settings.VERSIONS : List.of(versions);
        return new NetconfSession(
                sessions.connector().subsystem(target, "netconf"), new Settings(offered, hello, store));
    }

    private NetconfSession open(NetconfDevice device, String... versions) throws Exception {
        NetconfSession session = session(device.port(), new Store(200 << 20), PATIENCE, versions);
        session.open(new Opening(PATIENCE, PATIENCE, phase -> {}));
        return session;
    }

    private static Answer run(NetconfSession session, Operation... operations) throws InterruptedException {
        return session.run(List.of(operations), new Manner(PATIENCE, false));
    }

    private static Failure failure(Answer answer) {
        return Objects.requireNonNull(answer.outcome().failure(), answer::toString);
    }

    @ParameterizedTest
    @CsvSource({"'1.0,1.1', true", "1.0, false", "1.1, true"})
    void eachFramingCarriesRequestsAndAnswers(String versions, boolean chunks) throws Exception {
        try (var device = new NetconfDevice(
                        (request, line) -> line.reply("<data><é>]]></é></data>".replace("]]>", "]]&gt;")));
                var session = open(device, versions.split(","))) {
            Answer answer = run(session, RUNNING);
            assertEquals(Outcome.ok(), answer.outcome());
            assertEquals(
                    "<data xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><é>]]&gt;</é></data>",
                    answer.output().text());
            assertEquals("7", session.capabilities().session());
            assertEquals(List.of("get-config"), device.operations());
            assertEquals(chunks, device.heard().getFirst().contains("base:1.1"));
        }
    }

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
    void afterAFailureWhatWasEditedIsDiscardedAndWhatWasLockedIsUnlocked() throws Exception {
        try (var device = new NetconfDevice((request, line) -> {
                    if (request.contains("<validate>")) {
                        line.refuse("operation-failed", "/a:a", "no such interface");
                    } else {
                        line.reply("<ok/>");
                    }
                });
                var session = open(device)) {
            Answer answer = run(
                    session, LOCK, EDIT, new Validate(Datastore.CANDIDATE), COMMIT, new Unlock(Datastore.CANDIDATE));
            Failure failure = failure(answer);
            assertEquals(FailureKind.NETCONF_ERROR, failure.kind());
            assertEquals(
                    "`validate candidate` was rejected: application error operation-failed at /a:a: no such interface",
                    failure.message());
            assertEquals(
                    "lock candidate: ok; edit_config candidate: ok; validate candidate: failed; discard_changes: ok;"
                            + " unlock candidate: ok",
                    answer.detail());
            assertEquals(List.of("lock", "edit-config", "validate", "discard-changes", "unlock"), device.operations());
            assertTrue(session.isOpen());
        }
    }

    @Test
    void whatIsStillLockedIsUnlockedAtTheEndOfTheSession() throws Exception {
        try (var device = new NetconfDevice(NetconfDevice.content())) {
            try (var session = open(device)) {
                run(session, LOCK);
                run(session, EDIT);
            }
            List<String> all = List.of("lock", "edit-config", "discard-changes", "unlock", "close-session");
            Await.until(
                    "the session is closed in good order",
                    PATIENCE,
                    () -> device.operations().equals(all));
        }
    }

    @Test
    void whatTheDeviceDoesNotOfferIsNotSent() throws Exception {
        try (var device = new NetconfDevice(
                        List.of("base:1.1", "capability:with-defaults:1.0?basic-mode=trim"), NetconfDevice.content());
                var session = open(device)) {
            Map<Operation, String> lacks = Map.of(
                    LOCK,
                    ":candidate",
                    EDIT,
                    ":candidate",
                    COMMIT,
                    ":candidate",
                    new Validate(Datastore.RUNNING),
                    ":validate",
                    new EditConfig(Datastore.RUNNING, "<a/>", Edit.USUAL),
                    ":writable-running",
                    new Get(new Filter.XPath("/a", Map.of()), null),
                    ":xpath",
                    new GetConfig(new Datastore("startup"), new Filter.All(), null),
                    ":startup",
                    new Get(new Filter.All(), Operation.Defaults.REPORT_ALL),
                    ":with-defaults report-all (only trim)",
                    new DiscardChanges(),
                    ":candidate");
            for (var lack : lacks.entrySet()) {
                Failure failure = failure(run(session, lack.getKey()));
                assertEquals(FailureKind.NETCONF_ERROR, failure.kind());
                assertTrue(failure.message().endsWith("the device offers no " + lack.getValue()), failure::message);
            }
            assertEquals(List.of(), device.operations());
            assertEquals(
                    Outcome.ok(),
                    run(session, new Get(new Filter.All(), Operation.Defaults.TRIM))
                            .outcome());
        }
    }

    @Test
    void warningsAreToldAndFailNothing() throws Exception {
        try (var device = new NetconfDevice(
                        (request, line) -> line.reply(
                                "<rpc-error><error-severity>warning</error-severity><error-message>mgd: statement is obsolete</error-message></rpc-error><ok/>"));
                var session = open(device)) {
            Answer answer = run(session, COMMIT);
            assertEquals(Outcome.ok(), answer.outcome());
            assertEquals("commit: warning: mgd: statement is obsolete", answer.detail());
        }
    }

    @Test
    void notificationsInBetweenArePassedOver() throws Exception {
        try (var device = new NetconfDevice((request, line) -> {
                    line.message(
                            "<notification xmlns=\"urn:n\"><eventTime>now</eventTime><e><rpc-reply/></e></notification>");
                    line.reply("<data><a/></data>");
                });
                var session = open(device)) {
            assertTrue(String.valueOf(run(session, RUNNING).output().text()).contains("<a/>"));
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
    void requestsSayWhatIsMeant() throws Exception {
        try (var device = new NetconfDevice(NetconfDevice.content());
                var session = open(device)) {
            run(
                    session,
                    new EditConfig(
                            Datastore.CANDIDATE,
                            "<?xml version='1.0'?>\n<config><a nc:operation='delete'/></config>",
                            new Edit(Edit.DefaultOperation.NONE, Edit.TestOption.TEST_ONLY, null, false)));
            assertTrue(
                    device.heard()
                            .getLast()
                            .contains("<edit-config><target><candidate/></target><default-operation>none"
                                    + "</default-operation><test-option>test-only</test-option><config><a nc:operation='delete'/></config>"
                                    + "</edit-config></rpc>"),
                    device.heard().getLast());
            assertTrue(device.heard().getLast().contains(" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\""));
            run(session, new Commit(Duration.ofMinutes(2), "a<b", null));
            assertTrue(
                    device.heard()
                            .getLast()
                            .contains(
                                    "<commit><confirmed/><confirm-timeout>120</confirm-timeout><persist>a&lt;b</persist></commit>"));
            run(session, new Get(new Filter.Subtree("<a/><b/>"), Operation.Defaults.REPORT_ALL));
            assertTrue(
                    device.heard()
                            .getLast()
                            .contains(
                                    "<get><filter type=\"subtree\"><a/><b/></filter><with-defaults"
                                            + " xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults\">report-all</with-defaults></get>"));
            run(session, new Rpc("<get-software-information/>", false));
            assertTrue(device.heard().getLast().contains("message-id=\"4\"><get-software-information/></rpc>"));
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
