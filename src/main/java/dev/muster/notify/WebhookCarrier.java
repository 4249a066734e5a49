package dev.muster.notify;

import dev.muster.plan.PlannedNotification.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Posts to a webhook. Redirects are not followed: the address is a secret, and so may be what is posted. */
final class WebhookCarrier implements Delivery.Carrier {
    private static final int MOST_SHOWN = 200;
    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final Webhook webhook;
    private final URI uri;
    private final Digest digest;
    private final Letter letter;

    WebhookCarrier(Webhook webhook, URI uri, Digest digest, Letter letter) {
        this.webhook = webhook;
        this.uri = uri;
        this.digest = digest;
        this.letter = letter;
    }

    @Override
    public Attempt carry() {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(webhook.head().timeout())
                .sslContext(Trust.of(webhook.head().ca()))
                .build()) {
            HttpResponse<InputStream> response = client.send(request(), HttpResponse.BodyHandlers.ofInputStream());
            Attempt attempt = attempt(response);
            client.shutdownNow();
            return attempt;
        } catch (javax.net.ssl.SSLException e) {
            return new Attempt.Refused("tls: " + hidden(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Attempt.Delayed(hidden(why(e)), null);
        } catch (InterruptedException e) {
            return new Attempt.Refused("interrupted");
        }
    }

    private HttpRequest request() throws IOException {
        var format = webhook.format() != null ? webhook.format() : Bodies.format(String.valueOf(uri.getHost()));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(webhook.head().timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Muster")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Bodies.of(format, digest, letter)));
        webhook.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        return request.build();
    }

    private static Attempt attempt(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Attempt.Delivered();
        }
        String said = body(response);
        String why = "the receiver answered " + status + (said.isEmpty() ? "" : ": " + said);
        if (status == TOO_MANY || status == REQUEST_TIMEOUT || status / 100 == 5) {
            return new Attempt.Delayed(
                    why, after(response.headers().firstValue("Retry-After").orElse("")));
        }
        return new Attempt.Refused(status / 100 == 3 ? why + "; redirects are not followed" : why);
    }

    private static String body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            return Letter.visible(new String(in.readNBytes(MOST_SHOWN), StandardCharsets.UTF_8));
        }
    }

    /** Seconds, or a date. */
    static @Nullable Duration after(String header) {
        if (header.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            long seconds = until.getEpochSecond() - Instant.now().getEpochSecond();
            return Duration.ofSeconds(Math.max(0, seconds));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String why(IOException e) {
        if (e instanceof java.net.ConnectException) {
            return "its host cannot be reached";
        }
        String said = e.getMessage();
        String kind = e.getClass().getSimpleName().replaceAll("(Exception)$", "");
        return said == null || said.isBlank() ? kind : said;
    }

    /** No message of a library may give the address away. */
    private String hidden(String message) {
        String all = uri.toString();
        String path = String.valueOf(uri.getRawPath());
        return path.length() < 2 ? message : message.replace(all, "********").replace(path, "********");
    }
}
