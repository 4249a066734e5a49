package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.testkit.Program;
import dev.muster.testkit.WebRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Secrets go to the server that they are for, and nowhere else. */
class HttpSecretsTest {
    private static final String LOGIN = "login: {post: /login, json: {u: '{username}'}, logout: /bye, ";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    @BeforeEach
    void answerAll() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    private WebRun device(String... more) {
        return WebRun.at(folder, SERVER.getPort(), more);
    }

    @Test
    void aReferenceIsFollowedWhereTheJobHasItAndNeverInWhatIsFilledIn() throws Exception {
        Files.writeString(folder.resolve("key"), "k3y");
        String job = """
                vars: {note: "${file:key}"}
                steps:
                  - http: {post: /x, json: {a: "{{ vars.note }} ${file:key}"}, headers: {X-A: "{{ vars.note }}"}}
                """;
        DeviceResult result = device().job(job);
        assertEquals(Status.OK, result.decisive().status(), result.toString());
        var seen = SERVER.getAllServeEvents().getFirst().getRequest();
        assertEquals("{\"a\":\"${file:key} k3y\"}", seen.getBodyAsString());
        assertEquals("${file:key}", seen.getHeader("X-A"));
    }

    @Test
    void aTokenThatNoHeaderMayHoldIsToldBeforeTheRunWithoutIt() throws Exception {
        Files.writeString(folder.resolve("token"), "unmistak\nable");
        var device = device("token: '${file:token}'");
        String told = String.valueOf(assertThrows(AssertionError.class, () -> device.step("{http: {get: /x}}"))
                .getMessage());
        assertTrue(told.contains("`token` holds a character that no header may have"), told);
        assertFalse(told.contains("unmistak"), told);
    }

    @Test
    void aFetchedTokenThatNoHeaderMayHoldIsAFailureWithoutIt() throws Exception {
        SERVER.stubFor(post("/login").willReturn(okJson("{\"t\": \"unmistak\\nable\"}")));
        DeviceResult result = device(LOGIN + "token: t}").run("{http: {get: /x}}");
        Failure failure = Objects.requireNonNull(result.decisive().failure());
        assertEquals(FailureKind.AUTHENTICATION, failure.kind());
        assertTrue(failure.message().startsWith("the header `Authorization` cannot be set"), failure.message());
        assertFalse(result.toString().contains("unmistak"), result.toString());
    }

    @Test
    void anAnswerWithoutTheTokenIsToldByItsKeysAlone() throws Exception {
        SERVER.stubFor(post("/login").willReturn(okJson("{\"session\": \"unmistakable\"}")));
        DeviceResult result = device(LOGIN + "token: t}").run("{http: {get: /x}}");
        Failure failure = Objects.requireNonNull(result.outcome().failure());
        assertEquals("its keys: [session]", failure.lastOutput());
        assertFalse(failure.toString().contains("unmistakable"), failure.toString());
    }

    @Test
    void anAnswerToALoginThatStopsHalfwayLeavesNothingInTheFailure() throws Exception {
        SERVER.stubFor(post("/login")
                .willReturn(ok("{\"t\": \"unmistakable\",            ").withChunkedDribbleDelay(20, 20_000)));
        DeviceResult result = new WebRun(
                        folder,
                        "limits: {auth: 2s, command: 2s, connect: 2s}, http: {port: " + SERVER.getPort()
                                + ", tls: false, " + LOGIN + "token: t}}")
                .run("{http: {get: /x}}");
        Failure failure = Objects.requireNonNull(result.outcome().failure());
        assertEquals(null, failure.lastOutput(), failure.toString());
    }

    @Test
    void theLogOfASessionHasNoTokenThatALoginFetched() throws Exception {
        SERVER.stubFor(
                post("/login").willReturn(okJson("{\"t\": \"unmistakable\"}").withHeader("X-Sess", "unmistakable")));
        Path job = Files.writeString(folder.resolve("job.yaml"), """
                devices:
                  - name: R1
                    host: 127.0.0.1
                    platform: linux
                    username: net
                    password: s3cr3t-word
                    http: {port: %d, tls: false, token_header: X-Sess, %stoken: t}}
                steps: [{http: {get: /x}}]
                reports: [json, sessions]
                """.formatted(SERVER.getPort(), LOGIN));
        Path out = folder.resolve("run");
        Program.Ended ended = Program.run("run", job.toString(), "--out", out.toString());
        assertEquals(0, ended.status(), ended.err() + ended.out());
        String log = Files.readString(out.resolve("sessions/R1.log"));
        assertTrue(log.contains("< (answer to a login)") && log.contains("> X-Sess: ********"), log);
        assertFalse(log.contains("unmistakable"), log);
    }
}
