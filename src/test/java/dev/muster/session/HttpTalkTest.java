package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.WebRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Logins, pages and busy servers: what takes more than one request. */
class HttpTalkTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    private WebRun device(String... more) {
        return WebRun.at(folder, SERVER.getPort(), more);
    }

    private static Failure failure(StepResult step) {
        return Objects.requireNonNull(step.outcome().failure(), () -> "ok: " + step);
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeThatItNames() throws Exception {
        busyOnce("2");
        String job =
                "run: {retry: {attempts: 3, for: [http_status], wait: 50ms}}\nsteps: [{http: {post: /x, body: a}}]\n";
        long begin = System.nanoTime();
        DeviceResult result = device().job(job);
        assertEquals(Status.OK, result.decisive().status(), result.toString());
        assertEquals(1, result.attempts());
        assertTrue(System.nanoTime() - begin >= Duration.ofSeconds(2).toNanos());
        assertEquals(2, SERVER.getAllServeEvents().size());
    }

    @Test
    void aBusyServerIsNotWaitedForLongerThanTheStepMayTakeNorWithoutRetry() throws Exception {
        busyOnce("100");
        String job = "run: {retry: {attempts: 3, for: [http_status]}}\nsteps: [{http: {get: /x}, limit: 5s}]\n";
        DeviceResult result = device().job(job);
        Failure failure = failure(result.steps().getFirst());
        assertTrue(
                failure.message().contains("429 Too Many Requests, expected 2xx (Retry-After: 100)"),
                failure.message());
        assertEquals(1, SERVER.getAllServeEvents().size());
        busyOnce("0");
        assertTrue(failure(device().step("{http: {get: /x}}")).hint().contains("retry: {attempts: 3"));
    }

    private static void busyOnce(String after) {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(status(429).withHeader("Retry-After", after))
                .willSetStateTo("free"));
        SERVER.stubFor(
                any(anyUrl()).inScenario("busy").whenScenarioStateIs("free").willReturn(ok("{}")));
    }

    private static final String LOGIN =
            "login: {post: /login, json: {user: '{username}', pass: '{password}'}, logout: /bye";

    private static List<String> requests() {
        return SERVER.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest().getMethod() + " "
                        + event.getRequest().getUrl())
                .toList();
    }

    @Test
    void aCookieOfTheLoginGoesWithEveryRequestUntilTheLogout() throws Exception {
        SERVER.stubFor(post("/login").willReturn(ok().withHeader("Set-Cookie", "sid=42; Path=/; HttpOnly")));
        SERVER.stubFor(get("/x").withCookie("sid", equalTo("42")).willReturn(okJson("{}")));
        SERVER.stubFor(post("/bye").willReturn(ok()));
        DeviceResult result = device(LOGIN + "}").run("{http: {get: /x}}", "{http: {get: /x}}");
        assertEquals(Status.OK, result.decisive().status(), result.toString());
        assertEquals(List.of("POST /login", "GET /x", "GET /x", "POST /bye"), requests());
        assertEquals(
                "{\"user\":\"net\",\"pass\":\"s3cr3t-word\"}",
                SERVER.getAllServeEvents().getLast().getRequest().getBodyAsString());
    }

    @Test
    void aTokenOfTheLoginGoesIntoTheHeaderThatTheInventoryNames() throws Exception {
        SERVER.stubFor(post("/login").willReturn(okJson("{\"data\": [{\"token\": \"t0k\"}]}")));
        SERVER.stubFor(get("/x").withHeader("X-Auth", equalTo("Key t0k")).willReturn(okJson("{}")));
        StepResult step = device(LOGIN + ", token: data/0/token}, token_header: 'X-Auth: Key'")
                .step("{http: {get: /x}}");
        assertEquals(Status.OK, step.status(), step.toString());
    }

    @Test
    void aSessionThatTheServerHasForgottenIsLoggedInToOnceMore() throws Exception {
        SERVER.stubFor(post("/login").willReturn(ok().withHeader("Set-Cookie", "sid=1")));
        SERVER.stubFor(get("/x")
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(status(401))
                .willSetStateTo("in"));
        SERVER.stubFor(get("/x").inScenario("s").whenScenarioStateIs("in").willReturn(okJson("{}")));
        StepResult step = device("login: {post: /login, form: {u: '{username}', p: '{password}'}}")
                .step("{http: {get: /x}}");
        assertEquals(Status.OK, step.status(), step.toString());
        assertEquals(List.of("POST /login", "GET /x", "POST /login", "GET /x"), requests());
        assertEquals(
                "u=net&p=s3cr3t-word",
                SERVER.getAllServeEvents().getLast().getRequest().getBodyAsString());
    }

    @Test
    void aRefusedLoginIsAuthenticationAndNoStepBegins() throws Exception {
        SERVER.stubFor(post("/login").willReturn(status(403).withBody("no s3cr3t-word for you")));
        DeviceResult result = device(LOGIN + "}").run("{http: {delete: /x}}");
        Failure failure = Objects.requireNonNull(result.outcome().failure());
        assertEquals(FailureKind.AUTHENTICATION, failure.kind());
        assertEquals(List.of(), result.steps());
        assertEquals(List.of("POST /login"), requests());
    }

    @Test
    void credentialsThatAreRefusedAreNotTriedOnAllDevices() throws Exception {
        SERVER.stubFor(any(anyUrl()).willReturn(status(401)));
        var names = new StringBuilder("steps: [{http: {get: /x}}]\n");
        List<DeviceResult> results = WebRun.at(folder, SERVER.getPort()).fleet(names.toString(), 12);
        long asked = SERVER.getAllServeEvents().size();
        assertEquals(12, results.size());
        assertTrue(asked <= 5, asked + " logins with a wrong password");
        assertTrue(results.stream()
                .anyMatch(result -> result.decisive().failure() != null
                        && Objects.requireNonNull(result.decisive().failure()).kind() == FailureKind.LOGIN_BREAKER));
    }

    @Test
    void pagesAreFollowedByLinkHeaderByAnAddressInTheAnswerAndByOffset() throws Exception {
        SERVER.stubFor(get(urlEqualTo("/l"))
                .willReturn(okJson("{\"r\": [{\"n\": 1}]}")
                        .withHeader("Link", "</a>; rel=\"prev\", </l?p=2>; rel=\"next\"")));
        SERVER.stubFor(get(urlEqualTo("/l?p=2")).willReturn(okJson("{\"r\": [{\"n\": 2}]}")));
        assertEquals("[{n=1}, {n=2}]", rows("{http: {get: /l, rows: r, paginate: link}}"));
        SERVER.stubFor(get(urlEqualTo("/n"))
                .willReturn(okJson("{\"next\": \"" + SERVER.baseUrl().replace("localhost", "127.0.0.1")
                        + "/n2\", \"r\": [{\"n\": 1}]}")));
        SERVER.stubFor(get(urlEqualTo("/n2")).willReturn(okJson("{\"next\": null, \"r\": [{\"n\": 2}]}")));
        assertEquals("[{n=1}, {n=2}]", rows("{http: {get: /n, rows: r, paginate: {next: next}}}"));
        SERVER.stubFor(get(urlPathEqualTo("/o"))
                .withQueryParam("offset", equalTo("0"))
                .withQueryParam("limit", equalTo("2"))
                .willReturn(okJson("[{\"n\": 1}, {\"n\": 2}]")));
        SERVER.stubFor(
                get(urlPathEqualTo("/o")).withQueryParam("offset", equalTo("2")).willReturn(okJson("[{\"n\": 3}]")));
        assertEquals("[{n=1}, {n=2}, {n=3}]", rows("{http: {get: /o, rows: '', paginate: {offset: offset, size: 2}}}"));
    }

    private String rows(String step) throws Exception {
        StepResult result = device().step(step);
        assertEquals(Status.OK, result.status(), result.toString());
        return Objects.requireNonNull(result.parsed()).rows().toString();
    }

    @Test
    void pagesEndAtTheirMostAndNeverLeadToAnotherServer() throws Exception {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        SERVER.stubFor(get(urlPathEqualTo("/o")).willReturn(okJson("[{\"n\": 1}]")));
        StepResult endless = device().step("{http: {get: /o, rows: '', paginate: {offset: o, size: 1, most: 3}}}");
        assertEquals(FailureKind.OUTPUT_LIMIT, failure(endless).kind());
        assertEquals(3, SERVER.getAllServeEvents().size());
        SERVER.stubFor(get("/away").willReturn(okJson("{\"next\": \"" + ELSEWHERE.baseUrl() + "/x\"}")));
        StepResult away = device().step("{http: {get: /away, paginate: {next: next}}}");
        assertEquals(FailureKind.HTTP_STATUS, failure(away).kind());
        assertTrue(
                failure(away).message().contains("is on another server, which was not asked"),
                failure(away).message());
        SERVER.stubFor(get("/round").willReturn(okJson("{\"next\": \"/round\"}")));
        StepResult round = device().step("{http: {get: /round, paginate: {next: next}}}");
        assertTrue(
                failure(round).message().contains("was there before"),
                failure(round).message());
        assertEquals(0, ELSEWHERE.getAllServeEvents().size());
    }

    @Test
    void pagesOfAnotherServerDoNotLeadFromOneSchemeToTheOther() throws Exception {
        ELSEWHERE.stubFor(any(anyUrl())
                .willReturn(okJson("{\"next\": \"" + ELSEWHERE.baseUrl().replace("http:", "https:") + "/2\"}")));
        StepResult step = device().step(
                        "{http: {get: '" + ELSEWHERE.baseUrl() + "/1', headers: {X-Key: k}, paginate: {next: next}}}");
        assertTrue(
                failure(step).message().contains("is on another server, which was not asked"),
                failure(step).toString());
    }

    @Test
    void pagesBeforeOneThatFailsAreInTheOutput() throws Exception {
        SERVER.stubFor(get("/1").willReturn(okJson("{\"next\": \"/2\"}")));
        SERVER.stubFor(get("/2").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        StepResult step = device().step("{http: {get: /1, paginate: {next: next}}}");
        assertEquals(FailureKind.DISCONNECTED, failure(step).kind());
        assertEquals(
                "[{\"next\": \"/2\"}]", Objects.requireNonNull(step.output()).text());
    }
}
