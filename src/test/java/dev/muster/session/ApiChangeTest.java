package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.WebRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Changes whose second request fails: the change itself is never made again. */
class ApiChangeTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    private WebRun device(String platform) {
        return new WebRun(
                folder,
                "platform: " + platform + ", enable_password: en4ble, http: {port: " + SERVER.getPort()
                        + ", tls: false}");
    }

    private static String text(StepResult step) {
        return String.valueOf(Objects.requireNonNull(step.output()).text());
    }

    @Test
    void aChangeThatIsMadeButNotSavedIsNotMadeAgainByTheCommandLine() throws Exception {
        once("""
                {"ins_api": {"type": "cli_conf", "version": "1.0", "sid": "eoc", "outputs": {"output": [
                 {"body": {}, "code": "200", "msg": "Success"}, {"body": {}, "code": "200", "msg": "Success"}]}}}""");
        WebRun device = device("cisco_nxos");
        StepResult step = device.step("{configure: {lines: [vlan 10, name x], save: true}, via: [api, cli]}");
        assertEquals(Status.REFUSED, step.status(), step.toString());
        String message = String.valueOf(step.outcome().message());
        assertTrue(message.startsWith("the change is made, but not saved: "), message);
        assertTrue(message.contains("503 Service Unavailable"), message);
        assertTrue(text(step).startsWith("vlan 10\nname x"), text(step));
        assertEquals(2, SERVER.getAllServeEvents().size());
        assertEquals(List.of(), device.notices());
    }

    @Test
    void aRefusedChangeWhoseSessionIsNotDroppedIsNotMadeAgainByTheCommandLine() throws Exception {
        once("""
                {"jsonrpc": "2.0", "id": "muster", "error": {"code": 1002, "message": "failed",
                 "data": [{}, {}, {"errors": ["Invalid input"]}]}}""");
        WebRun device = device("arista_eos");
        StepResult step = device.step("{configure: {lines: [vlan x], session: s1}, via: [api, cli]}");
        assertEquals(Status.REFUSED, step.status(), step.toString());
        String message = String.valueOf(step.outcome().message());
        assertTrue(message.contains("was rejected: Invalid input; the session was not dropped: "), message);
        assertEquals(2, SERVER.getAllServeEvents().size());
        assertEquals(List.of(), device.notices());
    }

    /** Answers the first request, and none after it. */
    private static void once(String body) {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl())
                .inScenario("change")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(ok(body).withHeader("Content-Type", "application/json"))
                .willSetStateTo("made"));
        SERVER.stubFor(
                any(anyUrl()).inScenario("change").whenScenarioStateIs("made").willReturn(status(503)));
    }
}
