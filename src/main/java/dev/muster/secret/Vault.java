package dev.muster.secret;

import dev.muster.secret.SecretText.Missing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets in HashiCorp Vault, KV version 1 and 2, by its HTTP API. It is found by the variables of Vault's own client:
 * {@code VAULT_ADDR}, {@code VAULT_TOKEN} (or {@code ~/.vault-token}), {@code VAULT_NAMESPACE}, {@code VAULT_CACERT}.
 */
final class Vault {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;

    private final URI address;
    private final String token;
    private final String namespace;
    private final @Nullable Path authority;
    private final Map<String, JsonNode> read = new HashMap<>();

    private Vault(URI address, String token, String namespace, @Nullable Path authority) {
        this.address = address;
        this.token = token;
        this.namespace = namespace;
        this.authority = authority;
    }

    /** @throws Missing when an address or token is missing, or the token would cross the network readable */
    static Vault of(Map<String, String> environment) throws Missing {
        String named = environment.get("VAULT_ADDR");
        if (named == null || named.isBlank()) {
            throw new Missing("VAULT_ADDR is not set; it names the Vault server, as in https://vault.example.net:8200");
        }
        URI address;
        try {
            address = URI.create(named.strip().replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new Missing("VAULT_ADDR is no address: " + named);
        }
        if (address.getHost() == null || !("https".equals(address.getScheme()) || isLoopback(address))) {
            throw new Missing(
                    "VAULT_ADDR is " + named + "; it must begin with https://, since the token would cross the"
                            + " network readable (http:// is for loopback)");
        }
        String authority = environment.get("VAULT_CACERT");
        return new Vault(
                address,
                token(environment),
                environment.getOrDefault("VAULT_NAMESPACE", ""),
                authority == null ? null : Path.of(authority));
    }

    private static boolean isLoopback(URI address) {
        try {
            return "http".equals(address.getScheme())
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String token(Map<String, String> environment) throws Missing {
        String token = environment.get("VAULT_TOKEN");
        if (token != null && !token.isBlank()) {
            return token.strip();
        }
        Path file = Path.of(System.getProperty("user.home"), ".vault-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Missing("VAULT_TOKEN is not set and " + file + " cannot be read; `vault login` writes it");
        }
    }

    /**
     * A value of a secret.
     *
     * @param path as in the API, without {@code v1}: {@code secret/data/net} for KV version 2
     * @throws Missing with what Vault said
     */
    String value(String path, String key) throws Missing {
        JsonNode secret = read.get(path);
        if (secret == null) {
            secret = fetched(path);
            read.put(path, secret);
        }
        JsonNode value = secret.get(key);
        if (value == null || value.isNull()) {
            throw new Missing("Vault has no key `" + key + "` at " + path + "; there are: "
                    + String.join(", ", secret.propertyNames()));
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private JsonNode fetched(String path) throws Missing {
        try (var client = client()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path.replaceFirst("^/+", "")))
                    .timeout(LIMIT)
                    .header("X-Vault-Token", token)
                    .header("X-Vault-Request", "true");
            if (!namespace.isBlank()) {
                request.header("X-Vault-Namespace", namespace);
            }
            var body = new ByteArrayOutputStream();
            return data(path, status(client, request.build(), body), body.toByteArray());
        } catch (SSLException e) {
            throw new Missing(
                    address + " is not trusted: " + e.getMessage() + "; VAULT_CACERT names a CA of one's own");
        } catch (IllegalArgumentException e) { // whose message may hold the token
            throw new Missing("Vault at " + address + " cannot be asked for " + path
                    + ": the path, VAULT_TOKEN or VAULT_NAMESPACE holds a character that may not be sent");
        } catch (IOException e) {
            throw new Missing("Vault at " + address + " does not answer for " + path + ": "
                    + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage()));
        } catch (InterruptedException e) {
            throw new Missing("interrupted while asking Vault for " + path);
        }
    }

    /** The status of an answer whose body, as far as it counts, is in there: the request's own limit ends with its head. */
    private static int status(HttpClient client, HttpRequest request, ByteArrayOutputStream body)
            throws IOException, InterruptedException {
        HttpResponse.BodyHandler<Void> handler = HttpResponse.BodyHandlers.ofByteArrayConsumer(part ->
                part.ifPresent(bytes -> body.write(bytes, 0, Math.min(bytes.length, MOST_BYTES - body.size()))));
        Future<HttpResponse<Void>> answer = client.sendAsync(request, handler);
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw new HttpTimeoutException("no whole answer within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    private JsonNode data(String path, int status, byte[] body) throws Missing {
        if (status != 200) {
            throw new Missing("Vault at " + address + " answers " + status + " for " + path + hint(status));
        }
        try {
            JsonNode data = JsonMapper.shared().readTree(body).path("data");
            boolean second = data.has("data") && data.has("metadata");
            JsonNode secret = second ? data.path("data") : data;
            if (!secret.isObject()) {
                throw new Missing("Vault's answer for " + path + " holds no secret; was it deleted?");
            }
            return secret;
        } catch (JacksonException e) {
            throw new Missing("what answers at " + address + " is not Vault: no JSON for " + path);
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case 400 -> ": is the path right?";
            case 403 -> ": the token has expired or its policy does not allow this path";
            case 404 -> ": nothing is there; in KV version 2 `data/` stands after the mount, as in secret/data/net";
            case 429, 473 -> ": it is a standby or busy";
            case 503 -> ": it is sealed or in maintenance";
            default -> status / 100 == 3 ? ": a redirect is not followed, since the token would go with it" : "";
        };
    }

    private HttpClient client() throws Missing {
        var builder = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        if (authority != null) {
            builder.sslContext(trusting(authority));
        }
        return builder.build();
    }

    private static SSLContext trusting(Path authority) throws Missing {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + trusted.size(), certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Missing("VAULT_CACERT " + authority + " holds no certificates: " + e.getMessage());
        }
    }
}
