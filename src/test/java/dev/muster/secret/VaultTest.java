package dev.muster.secret;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.muster.testkit.StallsInItsAnswer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in a Vault, as its API answers. */
class VaultTest {
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() {
        server.start();
        environment.put("VAULT_ADDR", "http://127.0.0.1:" + server.port() + "/");
        environment.put("VAULT_TOKEN", "s.unmistakable");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SecretSources sources() {
        return new SecretSources(environment, () -> Keystore.password(environment));
    }

    private String resolved(String text) throws SecretText.Missing {
        return new SecretText(text).resolve(Path.of(""), sources());
    }

    private String missing(String text) {
        return String.valueOf(
                assertThrows(SecretText.Missing.class, () -> resolved(text)).getMessage());
    }

    @Test
    void keyValueVersion2IsRead() throws Exception {
        server.stubFor(get("/v1/secret/data/net")
                .withHeader("X-Vault-Token", equalTo("s.unmistakable"))
                .willReturn(
                        okJson("{\"data\":{\"data\":{\"enable\":\"c1sco\",\"n\":7},\"metadata\":{\"version\":3}}}")));
        assertEquals("c1sco", resolved("${vault:secret/data/net#enable}"));
        assertEquals("7", resolved("${vault:secret/data/net#n}"));
    }

    @Test
    void keyValueVersion1IsReadInItsNamespace() throws Exception {
        environment.put("VAULT_NAMESPACE", "net/ops");
        server.stubFor(get("/v1/kv/net")
                .withHeader("X-Vault-Namespace", equalTo("net/ops"))
                .willReturn(okJson("{\"data\":{\"enable\":\"c1sco\"}}")));
        assertEquals("c1sco", resolved("${vault:kv/net#enable}"));
    }

    @Test
    void aPathIsAskedForOnceHoweverManyKeysAreUsed() throws Exception {
        server.stubFor(get("/v1/kv/net").willReturn(okJson("{\"data\":{\"user\":\"u\",\"password\":\"p\"}}")));
        SecretSources sources = sources();
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    "u/p",
                    new SecretText("${vault:kv/net#user}/${vault:kv/net#password}").resolve(Path.of(""), sources));
        }
        server.verify(1, getRequestedFor(urlEqualTo("/v1/kv/net")));
    }

    @Test
    void aMissingKeyNamesThoseThatAreThere() {
        server.stubFor(get("/v1/kv/net").willReturn(okJson("{\"data\":{\"user\":\"u\",\"password\":\"p\"}}")));
        assertEquals("Vault has no key `pass` at kv/net; there are: user, password", missing("${vault:kv/net#pass}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "403 > policy does not allow",
                "404 > `data/` stands after the mount",
                "503 > sealed",
                "500 > answers 500"
            })
    void anErrorSaysWhatItMeansAndNeverTheToken(int status, String hint) {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));
        String said = missing("${vault:kv/net#pass}");
        assertTrue(said.contains(hint), said);
        assertTrue(said.contains("kv/net") && !said.contains("unmistakable"), said);
    }

    @Test
    void theTokenDoesNotFollowARedirect() {
        var elsewhere = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        elsewhere.start();
        try {
            server.stubFor(get(anyUrl()).willReturn(temporaryRedirect(elsewhere.baseUrl() + "/v1/kv/net")));
            assertTrue(missing("${vault:kv/net#pass}").contains("a redirect is not followed"));
            elsewhere.verify(0, getRequestedFor(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void brokenAnswersAreNamed() {
        server.stubFor(get("/v1/a").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        server.stubFor(get("/v1/b").willReturn(aResponse().withBody("<html>")));
        server.stubFor(get("/v1/c").willReturn(okJson("{\"data\":{\"data\":null,\"metadata\":{}}}")));
        assertTrue(missing("${vault:a#k}").contains("does not answer for a"));
        assertTrue(missing("${vault:b#k}").contains("is not Vault"));
        assertTrue(missing("${vault:c#k}").contains("was it deleted?"));
    }

    @Test
    @Timeout(60)
    void anAnswerThatDoesNotEndIsGivenUp() throws Exception {
        try (var stalling = new StallsInItsAnswer()) {
            environment.put("VAULT_ADDR", "http://127.0.0.1:" + stalling.port());
            String said = missing("${vault:kv/net#pass}");
            assertTrue(said.contains("does not answer for kv/net") && said.contains("within 10 s"), said);
        }
    }

    @Test
    void aTokenThatCannotBeSentIsNotShown() {
        environment.put("VAULT_TOKEN", "s.unmistak\nable");
        String said = missing("${vault:kv/net#k}");
        assertTrue(said.contains("VAULT_TOKEN or VAULT_NAMESPACE holds a character"), said);
        assertTrue(!said.contains("unmistak"), said);
    }

    @Test
    void aTokenNeverCrossesANetworkInTheClear() {
        environment.put("VAULT_ADDR", "http://192.0.2.1:8200");
        assertTrue(missing("${vault:kv/net#k}").contains("https://"));
        environment.remove("VAULT_ADDR");
        assertTrue(missing("${vault:kv/net#k}").startsWith("VAULT_ADDR is not set"));
    }
}
