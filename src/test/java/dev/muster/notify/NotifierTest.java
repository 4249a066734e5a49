package dev.muster.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.muster.job.Notification.Format;
import dev.muster.job.Notification.When;
import dev.muster.plan.PlannedNotification;
import dev.muster.plan.PlannedNotification.Head;
import dev.muster.plan.PlannedNotification.Webhook;
import dev.muster.result.FailureKind;
import dev.muster.secret.Secret;
import dev.muster.testkit.Results;
import dev.muster.testkit.Sample;
import dev.muster.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NotifierTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static WireMockServer server;
    private static TestCertificate certificate;

    private final Notifier notifier = new Notifier(new Delivery(3, Duration.ofMillis(1)));

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.in(folder);
        server = new WireMockServer(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificate.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestCertificate.PASSWORD)
                .keyManagerPassword(TestCertificate.PASSWORD));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void forget() {
        server.resetAll();
    }

    private static Webhook webhook(Format format, Duration timeout) {
        var head = new Head("webhook ${env:HOOK}", Set.of(When.ALWAYS), timeout, null);
        return new Webhook(
                head,
                Secret.of("http://127.0.0.1:" + server.port() + "/geheim"),
                format,
                Map.of("Authorization", Secret.of("Bearer token")));
    }

    private List<String> send(PlannedNotification notification, Digest digest) {
        return notifier.send(List.of(notification), digest, Before.NONE);
    }

    private static void answers(ResponseDefinitionBuilder... inTurn) {
        String state = Scenario.STARTED;
        for (int i = 0; i < inTurn.length; i++) {
            String next = "turn " + i;
            server.stubFor(post(urlEqualTo("/geheim"))
                    .inScenario("turns")
                    .whenScenarioStateIs(state)
                    .willReturn(inTurn[i])
                    .willSetStateTo(next));
            state = next;
        }
    }

    private static int requests() {
        return server.findAll(postRequestedFor(urlEqualTo("/geheim"))).size();
    }

    private static String body() {
        return server.findAll(postRequestedFor(urlEqualTo("/geheim")))
                .getFirst()
                .getBodyAsString();
    }

    @Test
    void jsonTellsCountsGroupsAndWhereTheResultsAre() {
        answers(aResponse().withStatus(200));
        assertEquals(List.of(), send(webhook(Format.JSON, LIMIT), Ends.failed()));
        JsonNode json = Results.lines(body()).getFirst();
        assertEquals(
                "demo: 1 of 2 devices not ok, 1 check failed", json.get("title").asString());
        assertEquals(1, json.get("exit_status").asInt());
        assertEquals(1, json.get("devices").get("failed").asInt());
        assertEquals("authentication", json.get("failures").get(0).get("kind").asString());
        assertEquals("R2", json.get("failures").get(0).get("first").get(0).asString());
        assertEquals(
                "no telnet (high)",
                json.get("checks_failed").get(0).get("check").asString());
        assertTrue(json.get("run").get("folder").asString().endsWith("/reports/demo/20261122-1"));
        String header = server.findAll(postRequestedFor(urlEqualTo("/geheim")))
                .getFirst()
                .getHeader("Authorization");
        assertEquals("Bearer token", header);
    }

    @Test
    void slackAndTeamsGetTextInWhichNothingOfADeviceIsAFormatOrACall() {
        answers(aResponse().withStatus(200), aResponse().withStatus(202));
        send(webhook(Format.SLACK, LIMIT), Ends.failed());
        String text = Results.lines(body()).getFirst().get("text").asString();
        assertTrue(text.startsWith("*demo: 1 of 2 devices not ok, 1 check failed*\n"), text);
        assertTrue(text.contains("authentication: R2: 192.0.2.2 refused the login [31m of &lt;!channel&gt;"), text);
        server.resetRequests();
        send(webhook(Format.TEAMS, LIMIT), Ends.failed());
        JsonNode card =
                Results.lines(body()).getFirst().get("attachments").get(0).get("content");
        assertEquals("AdaptiveCard", card.get("type").asString());
        assertEquals(
                "TextRun",
                card.get("body").get(0).get("inlines").get(0).get("type").asString());
    }

    @Test
    void theFormGoesByTheHostWhereTheJobNamesNone() {
        assertEquals(Format.SLACK, Bodies.format("hooks.slack.com"));
        assertEquals(Format.TEAMS, Bodies.format("prod-1.westeurope.logic.azure.com"));
        assertEquals(Format.JSON, Bodies.format("hooks.example.net"));
    }

    @Test
    void aReceiverInTroubleIsTriedAgain() {
        answers(
                aResponse().withStatus(429).withHeader("Retry-After", "0"),
                aResponse().withStatus(500),
                aResponse().withStatus(200));
        assertEquals(List.of(), send(webhook(Format.JSON, LIMIT), Ends.well()));
        assertEquals(3, requests());
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        answers(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(200));
        assertEquals(List.of(), send(webhook(Format.JSON, LIMIT), Ends.well()));
        assertEquals(2, requests());
    }

    @Test
    void whatStaysBrokenIsToldWithoutTheAddress() {
        answers(
                aResponse().withStatus(503).withBody("busy"),
                aResponse().withStatus(503).withBody("busy"),
                aResponse().withStatus(503).withBody("busy"));
        List<String> troubles = send(webhook(Format.JSON, LIMIT), Ends.well());
        assertEquals(List.of("webhook ${env:HOOK}: the receiver answered 503: busy (3 attempts)"), troubles);
    }

    @Test
    void aHeaderThatCannotBeSetIsToldWithoutItsValue() {
        Webhook sound = webhook(Format.JSON, LIMIT);
        var broken =
                new Webhook(sound.head(), sound.url(), sound.format(), Map.of("X-Key", Secret.of("unmistak\nable")));
        assertEquals(
                List.of("webhook ${env:HOOK}: a bug: java.lang.IllegalArgumentException"), send(broken, Ends.well()));
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        answers(aResponse().withStatus(403).withBody("invalid_token"));
        assertEquals(
                List.of("webhook ${env:HOOK}: the receiver answered 403: invalid_token"),
                send(webhook(Format.JSON, LIMIT), Ends.well()));
        assertEquals(1, requests());
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
        List<String> troubles = send(webhook(Format.JSON, LIMIT), Ends.well());
        assertTrue(troubles.getFirst().contains("302; redirects are not followed"), troubles.toString());
        assertEquals(1, server.getAllServeEvents().size());
    }

    @Test
    void aReceiverThatDripsItsAnswerIsGivenUp() {
        answers(aResponse().withStatus(400).withBody("x".repeat(300)).withChunkedDribbleDelay(100, 600_000));
        var once = new Notifier(new Delivery(1, Duration.ofMillis(1)));
        List<String> troubles =
                once.send(List.of(webhook(Format.JSON, Duration.ofMillis(1500))), Ends.well(), Before.NONE);
        assertEquals(List.of("webhook ${env:HOOK}: no answer within 1500 ms"), troubles);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndTheJobCanNameWhoDoes() {
        server.stubFor(post(urlEqualTo("/geheim")).willReturn(aResponse().withStatus(200)));
        Secret url = Secret.of("https://127.0.0.1:" + server.httpsPort() + "/geheim");
        var strict = new Head("webhook", Set.of(When.ALWAYS), LIMIT, null);
        var trusting = new Head("webhook", Set.of(When.ALWAYS), LIMIT, certificate.pem());
        List<String> troubles = send(new Webhook(strict, url, null, Map.of()), Ends.well());
        assertTrue(troubles.getFirst().startsWith("webhook: tls: "), troubles.toString());
        assertEquals(List.of(), send(new Webhook(trusting, url, null, Map.of()), Ends.well()));
        assertEquals(1, requests());
    }

    @Test
    void eachEndTellsThoseWhoAskedForIt() {
        var before = new Before(Ends.failed().troubles());
        assertEquals(Set.of(When.ALWAYS), told(Ends.well(), Before.NONE));
        assertEquals(Set.of(When.ALWAYS, When.CHANGED, When.RECOVERED), told(Ends.well(), before));
        assertEquals(Set.of(When.ALWAYS, When.FAILED), told(Ends.failed(), before));
        assertEquals(Set.of(When.ALWAYS, When.FAILED, When.CHANGED), told(Ends.failed(), Before.NONE));
        Digest other = Ends.of(1, Sample.failed(0, FailureKind.DNS, "no such name"), Sample.ok(1));
        assertEquals(Set.of(When.ALWAYS, When.FAILED, When.CHANGED), told(other, before));
    }

    private static Set<When> told(Digest digest, Before before) {
        var told = new java.util.HashSet<When>();
        for (When when : When.values()) {
            var head = new Head("x", Set.of(when), LIMIT, null);
            PlannedNotification one = new Webhook(head, null, null, Map.of());
            if (!Notifier.due(List.of(one), digest, before).isEmpty()) {
                told.add(when);
            }
        }
        return told;
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertEquals(Duration.ofSeconds(7), WebhookCarrier.after("7"));
        assertEquals(Duration.ZERO, WebhookCarrier.after("Sun, 06 Nov 1994 08:49:37 GMT"));
        assertFalse(WebhookCarrier.after("soon") != null);
    }
}
