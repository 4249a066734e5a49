package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.SocketServer;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.WebRun;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which an HTTP server fails is a failure with a name of its own, and shows what came. */
class HttpFaultsTest {
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

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static Failure failure(StepResult step) {
        return Objects.requireNonNull(step.outcome().failure(), () -> "ok: " + step);
    }

    private Failure failure(ResponseDefinitionBuilder response) throws Exception {
        answer(response);
        return failure(device().step("{http: {get: /x}, limit: 20s}"));
    }

    @Test
    void anAnswerIsTheOutputAndItsStatusTheDetail() throws Exception {
        answer(ok("{\"a\": 1}").withHeader("Content-Type", "application/json"));
        StepResult step = device().step("{http: {get: /api/x, query: {q: a b&c}, rows: ''}}");
        assertEquals(Status.OK, step.status(), step.toString());
        assertEquals("get /api/x", step.name());
        assertEquals("GET /api/x?q=a%20b%26c", step.command());
        assertEquals("200 OK", step.detail());
        assertEquals("{\"a\": 1}", Objects.requireNonNull(step.output()).text());
        assertEquals("[{a=1}]", Objects.requireNonNull(step.parsed()).rows().toString());
        assertEquals(
                "a b&c",
                SERVER.getAllServeEvents()
                        .getFirst()
                        .getRequest()
                        .queryParameter("q")
                        .firstValue());
    }

    @Test
    void xmlIsReadByTheSamePath() throws Exception {
        answer(ok("<?xml version=\"1.0\"?><data><i><name>e1</name></i><i><name>e2</name></i></data>"));
        StepResult step = device().step("{http: {get: /x, rows: data/i}}");
        assertEquals(
                "[{name=e1}, {name=e2}]",
                Objects.requireNonNull(step.parsed()).rows().toString());
    }

    @Test
    void aResetIsDisconnected() throws Exception {
        Failure failure = failure(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertEquals(FailureKind.DISCONNECTED, failure.kind());
        assertTrue(failure.message().contains("before the whole answer to `GET /x` had come"), failure.message());
    }

    @Test
    void anEmptyAnswerIsDisconnected() throws Exception {
        assertEquals(
                FailureKind.DISCONNECTED,
                failure(aResponse().withFault(Fault.EMPTY_RESPONSE)).kind());
    }

    @Test
    void garbageIsNoHttp() throws Exception {
        assertEquals(
                FailureKind.DISCONNECTED,
                failure(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)).kind());
        try (var ssh = new SpeaksSsh()) {
            Failure failure = failure(WebRun.at(folder, ssh.port()).step("{http: {get: /x}}"));
            assertEquals(FailureKind.HTTP_STATUS, failure.kind(), failure.toString());
            assertTrue(failure.message().contains("does not speak HTTP"), failure.message());
            assertTrue(failure.hint().contains("`port`"), failure.hint());
        }
    }

    /** Speaks SSH where HTTP is expected. */
    private static final class SpeaksSsh extends SocketServer {
        SpeaksSsh() throws IOException {}

        @Override
        protected void serve(Socket socket) throws IOException {
            socket.getOutputStream().write("SSH-2.0-router\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aBodyThatIsCutOffShowsWhatCame() throws Exception {
        Failure failure = failure(aResponse().withStatus(200).withBody("half").withHeader("Content-Length", "400"));
        assertEquals(FailureKind.DISCONNECTED, failure.kind());
    }

    @Test
    void aSlowAnswerEndsAtTheStepsLimitAndShowsWhatCame() throws Exception {
        answer(ok("0123456789".repeat(60)).withChunkedDribbleDelay(300, 120_000));
        long begin = System.nanoTime();
        StepResult step = device().step("{http: {get: /slow}, limit: 4s}");
        assertEquals(FailureKind.COMMAND_TIMEOUT, failure(step).kind());
        assertTrue(
                failure(step).message().contains("not answered within 4"),
                failure(step).message());
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60);
        String came = String.valueOf(Objects.requireNonNull(step.output()).text());
        assertTrue(came.startsWith("0123456789"), came);
    }

    @Test
    void theDevicesLimitEndsTheExchange() throws Exception {
        answer(ok("late").withFixedDelay(120_000));
        long begin = System.nanoTime();
        DeviceResult result = device().job("run: {limits: {device: 2s}}\nsteps: [{http: {get: /x}, limit: 10m}]\n");
        assertEquals(
                FailureKind.DEVICE_LIMIT,
                Objects.requireNonNull(result.outcome().failure()).kind());
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60);
    }

    @Test
    void nobodyListeningIsConnectionRefused() throws Exception {
        try (var closed = new RefusesConnections()) {
            Failure failure = failure(WebRun.at(folder, closed.port()).step("{http: {get: /x}}"));
            assertEquals(FailureKind.CONNECTION_REFUSED, failure.kind());
            assertTrue(failure.hint().contains("http: {port"), failure.hint());
        }
    }

    @Test
    void silenceIsAConnectTimeout() throws Exception {
        try (var silent = new SwallowsConnects()) {
            DeviceResult result = new WebRun(
                            folder, "limits: {connect: 1s}, http: {port: " + silent.port() + ", tls: false}")
                    .run("{http: {get: /x}, limit: 50s}");
            assertEquals(
                    FailureKind.CONNECT_TIMEOUT,
                    failure(result.steps().getFirst()).kind());
            assertEquals(Status.TIMED_OUT, result.decisive().status());
        }
    }

    @Test
    void anUnknownNameIsDns() throws Exception {
        var named = new WebRun(folder, "http: {port: 1, tls: false}");
        Failure failure = failure(named.step("{http: {get: 'http://no-such-name.invalid/x'}, limit: 50s}"));
        assertEquals(FailureKind.DNS, failure.kind());
    }

    @Test
    void statusesThatAreNotExpectedSayWhatCameAndWhatToDo() throws Exception {
        Failure missing = failure(status(404).withBody("<h1>nothing\u001b[2J here</h1>"));
        assertEquals(FailureKind.HTTP_STATUS, missing.kind());
        assertEquals("`GET /x` was answered 404 Not Found, expected 2xx: <h1>nothing[2J here</h1>", missing.message());
        assertTrue(missing.hint().contains("API is switched on"), missing.hint());
        assertEquals(FailureKind.AUTHENTICATION, failure(status(401)).kind());
        Failure forbidden = failure(status(403));
        assertEquals(FailureKind.HTTP_STATUS, forbidden.kind());
        assertTrue(forbidden.hint().contains("may not do this"), forbidden.hint());
        Failure broken = failure(status(500).withBody("{\"error\": \"oops\"}"));
        assertTrue(broken.message().contains("500 Internal Server Error"), broken.message());
        assertEquals("{\"error\": \"oops\"}", broken.lastOutput());
    }

    @Test
    void aWrongStatusStopsNoOtherQuestionButEveryLaterStepOfAChange() throws Exception {
        answer(status(404));
        DeviceResult reads = device().run("{http: {get: /a}}", "{http: {get: /b, status: [200, 404]}}");
        assertEquals(Status.FAILED, reads.steps().get(0).status());
        assertEquals(Status.OK, reads.steps().get(1).status());
        DeviceResult changes = device().run("{http: {delete: /a}}", "{http: {get: /b, status: 4xx}}");
        assertEquals(Status.SKIPPED, changes.steps().get(1).status());
    }

    @Test
    void whatIsNotJsonHasNoRowsAndIsAParseFailure() throws Exception {
        answer(ok("<html>login</html"));
        StepResult xml = device().step("{http: {get: /x, rows: a}}");
        assertEquals(FailureKind.PARSE, failure(xml).kind());
        answer(ok("{\"a\": "));
        StepResult json = device().step("{http: {get: /x, rows: a}}");
        assertEquals(FailureKind.PARSE, failure(json).kind());
        assertTrue(
                failure(json).message().contains("is not JSON"), failure(json).message());
    }

    @Test
    void aRedirectIsNamedAndNotFollowed() throws Exception {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(ok("stolen")));
        String there = ELSEWHERE.baseUrl() + "/login";
        Failure failure = failure(status(302).withHeader("Location", there));
        assertEquals(FailureKind.HTTP_STATUS, failure.kind());
        assertTrue(failure.message().contains("a redirect to " + there + ", which is not followed"), failure.message());
        assertEquals(0, ELSEWHERE.getAllServeEvents().size());
    }

    @Test
    void aRequestToAnotherServerCarriesNoCredentials() throws Exception {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(ok("{}")));
        answer(ok("{}").withHeader("Set-Cookie", "sid=1; Path=/"));
        DeviceResult result = device().run("{http: {get: /x}}", "{http: {get: '" + ELSEWHERE.baseUrl() + "/x'}}");
        assertEquals(Status.OK, result.decisive().status());
        assertTrue(SERVER.getAllServeEvents().getFirst().getRequest().containsHeader("Authorization"));
        var seen = ELSEWHERE.getAllServeEvents().getFirst().getRequest();
        assertTrue(!seen.containsHeader("Authorization") && !seen.containsHeader("Cookie"), seen.toString());
    }

    @Test
    void tooLargeAnAnswerIsAnOutputLimit() throws Exception {
        answer(ok("x".repeat(2 << 20)));
        StepResult step = device().step("{http: {get: /x}}");
        assertEquals(FailureKind.OUTPUT_LIMIT, failure(step).kind());
        assertTrue(Objects.requireNonNull(step.output()).bytes() > 2048, "what came before is not lost");
    }

    @Test
    void headersBodiesAndMethodsAreSentAsTheJobHasThem() throws Exception {
        answer(status(204));
        device().run(
                        "{http: {patch: /x, json: {a: [1, true, null, 'x \"y\"'], b: {c: 1.5}}, headers: {X-A: b}, accept: text/x}}");
        var seen = SERVER.getAllServeEvents().getFirst().getRequest();
        assertEquals("PATCH", seen.getMethod().getName());
        assertEquals("{\"a\":[1,true,null,\"x \\\"y\\\"\"],\"b\":{\"c\":1.5}}", seen.getBodyAsString());
        assertEquals("application/json", seen.getHeader("Content-Type"));
        assertEquals("b", seen.getHeader("X-A"));
        assertEquals("text/x", seen.getHeader("Accept"));
    }
}
