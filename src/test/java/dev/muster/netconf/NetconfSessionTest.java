package dev.muster.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.netconf.Operation.Commit;
import dev.muster.netconf.Operation.DiscardChanges;
import dev.muster.netconf.Operation.EditConfig;
import dev.muster.netconf.Operation.Get;
import dev.muster.netconf.Operation.GetConfig;
import dev.muster.netconf.Operation.Rpc;
import dev.muster.netconf.Operation.Unlock;
import dev.muster.netconf.Operation.Validate;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.session.Answer;
import dev.muster.testkit.Await;
import dev.muster.testkit.NetconfDevice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said, and what becomes of the answers. */
class NetconfSessionTest extends NetconfSessionFixture {
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
}
