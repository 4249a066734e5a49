package dev.muster.inventory;

import dev.muster.scope.Blocking;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.secret.SecretSources;
import dev.muster.secret.SecretText;
import dev.muster.secret.SecretText.Missing;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one web server for JSON. Redirects are not followed and no other server is asked, so that what is secret in the
 * headers goes nowhere else.
 */
final class RemoteJson implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 4;
    private static final int MOST_BYTES = 64 << 20;

    private final URI server;
    private final Map<String, SecretText> headers;
    private final SecretSources sources;
    private final Mark mark;
    private final Problems problems;
    private final Duration patience;
    private final HttpClient client;

    /**
     * @param server only its scheme, host and port are ever asked
     * @param headers sent with every request
     * @param mark where the server is named
     */
    RemoteJson(URI server, Map<String, SecretText> headers, SecretSources sources, Mark mark, Problems problems) {
        this(server, headers, sources, mark, problems, ANSWER);
    }

    /** @param patience how long to wait for the head of an answer, and then for its body */
    RemoteJson(
            URI server,
            Map<String, SecretText> headers,
            SecretSources sources,
            Mark mark,
            Problems problems,
            Duration patience) {
        this.server = server;
        this.headers = headers;
        this.sources = sources;
        this.mark = mark;
        this.problems = problems;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** A URL of a web server, or null with the reason noted. */
    static @Nullable URI url(String text, Mark mark, Problems problems) {
        try {
            URI url = URI.create(text.strip());
            boolean web = url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().toLowerCase(Locale.ROOT).matches("https?");
            if (web && url.getUserInfo() == null) {
                return url;
            }
            problems.add(
                    mark,
                    web
                            ? "`url` has a login in it, which would show in messages; use `token` or `headers`"
                            : "`url` needs http:// or https:// and a host, found `" + text + "`");
        } catch (IllegalArgumentException e) {
            problems.add(mark, "`url` is no URL: `" + text + "`");
        }
        return null;
    }

    /** Whether a URL belongs to the one server. */
    boolean isOwn(URI url) {
        return server.getScheme().equalsIgnoreCase(url.getScheme())
                && server.getHost().equalsIgnoreCase(url.getHost())
                && port(server) == port(url);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The answer, or null with the reason noted. */
    @Nullable
    Node get(URI url) {
        if (!isOwn(url)) {
            problems.add(
                    mark,
                    "the server points to " + url.getScheme() + "://" + url.getAuthority()
                            + ", which is not the one named here: not asked");
            return null;
        }
        try {
            HttpRequest request = request(url);
            for (int attempt = 1; ; attempt++) {
                HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                Duration wait = attempt < MOST_TRIES ? wait(answer) : null;
                if (wait == null) {
                    return read(url, answer);
                }
                answer.body().close();
                new Event().await(Deadline.in(wait));
            }
        } catch (Missing e) {
            problems.add(mark, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            problems.add(mark, "interrupted while " + at(url) + " was asked");
        } catch (IOException e) {
            problems.add(mark, at(url) + " " + why(e));
        }
        return null;
    }

    private HttpRequest request(URI url) throws Missing {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(patience).header("Accept", "application/json");
        for (Map.Entry<String, SecretText> header : headers.entrySet()) {
            String value = header.getValue().resolve(mark.folder(), sources);
            try {
                request.header(header.getKey(), value.strip());
            } catch (IllegalArgumentException e) {
                throw new Missing(
                        "header `" + header.getKey() + "` cannot be sent: its name or value is not allowed in HTTP");
            }
        }
        return request.GET().build();
    }

    /** How long a server that has too much to do wants to be left alone; null for an answer that counts. */
    private static @Nullable Duration wait(HttpResponse<?> answer) {
        if (answer.statusCode() != 429 && answer.statusCode() != 503) {
            return null;
        }
        String after = answer.headers().firstValue("Retry-After").orElse("");
        if (!after.matches("\\d{1,6}")) {
            return after.isEmpty() && answer.statusCode() == 503 ? null : Duration.ofSeconds(2);
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(after));
        return wait.compareTo(MOST_PATIENCE) > 0 ? null : wait;
    }

    private @Nullable Node read(URI url, HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        int status = answer.statusCode();
        try (InputStream body = answer.body()) {
            if (status != 200) {
                problems.add(mark, at(url) + " answered " + status + hint(status, answer));
                return null;
            }
            byte[] bytes = bytes(body);
            if (bytes.length > MOST_BYTES) {
                problems.add(mark, at(url) + " answered with more than " + (MOST_BYTES >> 20) + " MiB");
                return null;
            }
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            var unread = new Problems();
            boolean json = text.startsWith("{") || text.startsWith("[");
            Node node = json ? YamlFile.parse(url.toString(), text.replace('\t', ' '), unread) : null;
            if (node == null || !unread.isEmpty()) {
                problems.add(mark, at(url) + " answered with something that is not JSON");
                return null;
            }
            return node;
        }
    }

    /** The client's own limit ends with the head of an answer. */
    private byte[] bytes(InputStream body) throws IOException, InterruptedException {
        try {
            return Blocking.call(() -> body.readNBytes(MOST_BYTES + 1), Deadline.in(patience));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the answer does not end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    private static String hint(int status, HttpResponse<?> answer) {
        return switch (status) {
            case 401, 403 -> ": the token is missing, wrong or has no rights there";
            case 404 -> ": there is nothing at this path";
            case 429 ->
                ": too many requests"
                        + answer.headers()
                                .firstValue("Retry-After")
                                .map(after -> ", it asks to wait " + after + " s")
                                .orElse("");
            default ->
                status / 100 == 3
                        ? ": a redirect to "
                                + answer.headers().firstValue("Location").orElse("nowhere")
                                + ", which is not followed; name the final address as `url`"
                        : status >= 500 ? ": an error of the server" : "";
        };
    }

    private String why(IOException thrown) {
        if (thrown instanceof HttpConnectTimeoutException) {
            return "did not answer within " + CONNECT.toSeconds() + " s";
        }
        if (thrown instanceof HttpTimeoutException) {
            return "gave no whole answer within " + patience.toSeconds() + " s";
        }
        if (thrown instanceof SSLException) {
            return "is not trusted: " + thrown.getMessage();
        }
        if (thrown instanceof ConnectException && thrown.getMessage() == null) {
            return "cannot be reached: its name is not known, or nothing listens there";
        }
        String message = thrown.getMessage();
        return "cannot be asked: " + (message == null ? thrown.getClass().getSimpleName() : message);
    }

    private static String at(URI url) {
        return url.getScheme() + "://" + url.getAuthority() + url.getPath();
    }

    @Override
    public void close() {
        // an HttpClient of Java 21 ends with its last request; its own close would wait for the server
        client.shutdownNow();
    }
}
