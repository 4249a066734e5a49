package dev.muster.session;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.WebRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: who is trusted, who one is, HTTP/2, and many devices at once. */
class HttpTlsTest {
    private static final String SECRET = "changeit";

    @TempDir
    static Path keys;

    private static WireMockServer server = new WireMockServer();

    @TempDir
    Path folder;

    @BeforeAll
    static void serve() throws Exception {
        keytool("server.p12", "CN=lab-switch", "-ext", "SAN=ip:127.0.0.1,dns:switch.example");
        keytool("other.p12", "CN=elsewhere", "-ext", "SAN=dns:elsewhere.example");
        keytool("client.p12", "CN=muster");
        pem("server.p12");
        pem("other.p12");
        server = server("server.p12", false);
    }

    @AfterAll
    static void end() {
        server.stop();
    }

    private static WireMockServer server(String identity, boolean wantsClient) throws Exception {
        var options = WireMockConfiguration.wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystoreType("PKCS12")
                .keystorePath(keys.resolve(identity).toString())
                .keystorePassword(SECRET)
                .keyManagerPassword(SECRET);
        if (wantsClient) {
            options.needClientAuth(true)
                    .trustStoreType("PKCS12")
                    .trustStorePath(trusting("client.p12").toString())
                    .trustStorePassword(SECRET);
        }
        var started = new WireMockServer(options);
        started.start();
        started.stubFor(any(anyUrl()).willReturn(okJson("{\"n\": 1}")));
        return started;
    }

    private static void keytool(String file, String name, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.resolve(file).toString(),
                "-storepass",
                SECRET,
                "-dname",
                name));
        command.addAll(List.of(more));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
    }

    private static KeyStore store(String file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys.resolve(file))) {
            store.load(in, SECRET.toCharArray());
        }
        return store;
    }

    private static Path trusting(String file) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("client", store(file).getCertificate("x"));
        Path path = keys.resolve("trust.p12");
        try (var out = Files.newOutputStream(path)) {
            trust.store(out, SECRET.toCharArray());
        }
        return path;
    }

    /** The certificate, and the key, of a PKCS#12 file as PEM files. */
    private static void pem(String file) throws Exception {
        KeyStore store = store(file);
        write(
                file.replace(".p12", ".pem"),
                "CERTIFICATE",
                store.getCertificate("x").getEncoded());
        write(
                file.replace(".p12", ".key"),
                "PRIVATE KEY",
                store.getKey("x", SECRET.toCharArray()).getEncoded());
    }

    private static void write(String file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                keys.resolve(file), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private WebRun device(WireMockServer at, String... more) {
        String inner = List.of(more).stream().map(key -> ", " + key).collect(Collectors.joining());
        return new WebRun(folder, "http: {port: " + at.httpsPort() + inner + "}");
    }

    private static Failure failure(StepResult step) {
        return Objects.requireNonNull(step.outcome().failure(), () -> "ok: " + step);
    }

    private static String ca(String name) {
        return "ca: " + keys.resolve(name);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndTheHintNamesCa() throws Exception {
        Failure failure = failure(device(server).step("{http: {get: /x}}"));
        assertEquals(FailureKind.TLS, failure.kind());
        assertTrue(failure.message().contains("the certificate of CN=lab-switch, signed by itself"), failure.message());
        assertTrue(failure.hint().contains("`ca`"), failure.hint());
    }

    @Test
    void aGivenCaIsTrustedAndHttp2IsSpoken() throws Exception {
        StepResult step = device(server, ca("server.pem")).step("{http: {head: /x}}");
        assertEquals(Status.OK, step.status(), step.toString());
        String head =
                Objects.requireNonNull(Objects.requireNonNull(step.output()).text());
        assertTrue(head.startsWith("HTTP/2 200"), head);
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessNothingIsVerified() throws Exception {
        WireMockServer other = server("other.p12", false);
        try {
            Failure failure = failure(device(other, ca("other.pem")).step("{http: {get: /x}}"));
            assertEquals(FailureKind.TLS, failure.kind());
            assertTrue(failure.message().contains("the certificate is for another name"), failure.message());
            StepResult any = device(other, "verify: false").step("{http: {get: /x}}");
            assertEquals(Status.OK, any.status(), any.toString());
        } finally {
            other.stop();
        }
    }

    @Test
    void aClientCertificateIsShownFromPemAndFromPkcs12() throws Exception {
        pem("client.p12");
        WireMockServer strict = server("server.p12", true);
        try {
            StepResult none = device(strict, ca("server.pem")).step("{http: {get: /x}}");
            assertEquals(FailureKind.TLS, failure(none).kind(), failure(none).toString());
            assertTrue(failure(none).hint().contains("`cert`"), failure(none).toString());
            String pem = "cert: " + keys.resolve("client.pem") + ", key: " + keys.resolve("client.key");
            StepResult byPem = device(strict, ca("server.pem"), pem).step("{http: {get: /x}}");
            assertEquals(Status.OK, byPem.status(), byPem.toString());
            String p12 = "cert: " + keys.resolve("client.p12") + ", passphrase: " + SECRET;
            StepResult byStore = device(strict, ca("server.pem"), p12).step("{http: {get: /x}}");
            assertEquals(Status.OK, byStore.status(), byStore.toString());
        } finally {
            strict.stop();
        }
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws Exception {
        Failure missing = failure(device(server, ca("none.pem")).step("{http: {get: /x}}"));
        assertEquals(FailureKind.TLS, missing.kind());
        assertTrue(missing.message().contains("`ca`: there is no file"), missing.message());
        Failure wrong = failure(device(server, "cert: " + keys.resolve("client.p12") + ", passphrase: no")
                .step("{http: {get: /x}}"));
        assertTrue(wrong.message().contains("neither PEM nor PKCS#12"), wrong.message());
    }

    @Test
    void aServerWithoutTlsIsToldFromOneWith() throws Exception {
        var plain = new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
        plain.start();
        try {
            Failure failure =
                    failure(new WebRun(folder, "http: {port: " + plain.port() + "}").step("{http: {get: /x}}"));
            assertEquals(FailureKind.TLS, failure.kind());
            assertTrue(failure.hint().contains("`tls: false`"), failure.toString());
        } finally {
            plain.stop();
        }
    }

    @Test
    void twoHundredDevicesAtOnceAreAnsweredAll() throws Exception {
        String job =
                "run: {max_workers: 200}\nsteps: [{http: {get: /a, rows: ''}, limit: 5m}, {http: {get: /b}, limit: 5m}]\n";
        List<DeviceResult> all = new WebRun(
                        folder,
                        "limits: {connect: 3m}, http: {port: " + server.httpsPort() + ", " + ca("server.pem") + "}")
                .fleet(job, 200);
        assertEquals(200, all.size());
        all.forEach(one -> assertEquals(Status.OK, one.decisive().status(), one.toString()));
    }
}
