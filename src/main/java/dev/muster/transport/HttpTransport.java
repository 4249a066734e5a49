package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import dev.muster.scope.Promise;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests of one device and their answers; the only class beside {@link HttpClients} that names the JDK's client. */
public final class HttpTransport implements AutoCloseable {
    private final HttpClients clients;
    private final HttpPlace place;
    private final HttpTrace trace;
    private final Event ended = new Event();

    /** @param trace hears what passes */
    public HttpTransport(HttpClients clients, HttpPlace place, HttpTrace trace) {
        this.clients = clients;
        this.place = place;
        this.trace = trace;
    }

    /** The server that this transport belongs to. */
    public HttpPlace place() {
        return place;
    }

    /** Happens when the device's work was ended from outside. */
    public Event ended() {
        return ended;
    }

    /**
     * Sends a request and hands the answer to the sink as it comes.
     *
     * @param limit for the whole, from the resolver to the last byte
     * @return the head of the answer
     */
    public HttpHead ask(HttpQuestion question, HttpSink sink, Duration limit)
            throws DeviceException, InterruptedException {
        Deadline by = Deadline.in(limit);
        resolve(question.uri(), by);
        HttpClient client = client(question.uri());
        trace.asked(question);
        while (true) {
            HttpHead head = answer(client, question, sink, new Time(by, limit));
            if (head != null) {
                return head;
            }
            var unused = ended.await(
                    Deadline.in(Duration.ofMillis(ThreadLocalRandom.current().nextInt(10, 60))));
        }
    }

    /** How long a request may take, for waiting and for messages. */
    private record Time(Deadline by, Duration limit) {}

    /** The head of the answer, or null when the request could not be sent yet. */
    private @Nullable HttpHead answer(HttpClient client, HttpQuestion question, HttpSink sink, Time time)
            throws DeviceException, InterruptedException {
        var answer = new HttpAnswer(sink, kept(question));
        try {
            HttpResponse<HttpHead> response = Promise.await(
                    client.sendAsync(request(question), info -> {
                        answer.begin(head(
                                info.statusCode(),
                                info.version(),
                                info.headers().map()));
                        return BodySubscribers.fromSubscriber(answer, HttpAnswer::head);
                    }),
                    time.by(),
                    ended.or(answer.refused()));
            answer.rethrow();
            trace.answered(question, answer);
            return response.body();
        } catch (TimeoutException e) {
            throw failed(question, answer, late(question, answer, time.limit()));
        } catch (ExecutionException e) {
            boolean later = HttpDiagnosis.isCrowded(e)
                    && !ended.hasHappened()
                    && time.by().left() > 0;
            if (later) {
                return null;
            }
            throw failed(question, answer, HttpDiagnosis.of(question, place, e, answer.recent()));
        }
    }

    /** How much of the answer is kept for transcripts and messages; of one that may hold a token nothing. */
    private int kept(HttpQuestion question) {
        return question.secret() ? 0 : trace.isHeard() ? HttpAnswer.FOR_TRANSCRIPTS : HttpAnswer.FOR_MESSAGES;
    }

    private DeviceException failed(HttpQuestion question, HttpAnswer answer, Failure failure) throws DeviceException {
        trace.failed(question, answer, failure);
        answer.rethrow();
        return new DeviceException(failure);
    }

    private Failure late(HttpQuestion question, HttpAnswer answer, Duration limit) {
        if (ended.hasHappened()) {
            return Failure.of(FailureKind.DISCONNECTED, Stage.STEP, "`" + question + "` was ended before its answer");
        }
        String seen = answer.isBegun()
                ? "the answer had begun, and " + answer.bytes() + " bytes of it had come"
                : "no answer had begun";
        return Failure.of(
                        FailureKind.COMMAND_TIMEOUT,
                        Stage.STEP,
                        "`" + question + "` was not answered within " + ConnectFailure.seconds(limit) + "; " + seen)
                .withEvidence(null, answer.recent());
    }

    /** A slow resolver would hold the client's threads. */
    private void resolve(URI uri, Deadline by) throws DeviceException, InterruptedException {
        Deadline soon = Deadline.in(place.connect()).earlier(by);
        var unused = HostAddresses.of(uri.getHost().replaceAll("^\\[|]$", ""), soon, place.connect(), ended);
    }

    private HttpClient client(URI uri) throws DeviceException {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        HttpTls how = place.isHome(uri) ? place.tls() : withoutIdentity(place.tls());
        return clients.of(tls ? how == null ? HttpTls.SYSTEM : how : null, place.connect());
    }

    /** A client certificate is a credential, and goes to nobody else. */
    private static HttpTls withoutIdentity(@Nullable HttpTls tls) {
        return tls == null ? HttpTls.SYSTEM : new HttpTls(tls.ca(), null, null, null, tls.verify());
    }

    private static HttpRequest request(HttpQuestion question) throws DeviceException {
        String body = question.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .method(
                        question.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : question.headers().entrySet()) {
            set(request, header.getKey(), header.getValue());
        }
        return request.build();
    }

    /** What the client says of a value that it refuses holds the value, which may be a secret. */
    private static void set(HttpRequest.Builder request, String name, String value) throws DeviceException {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(Failure.of(
                    FailureKind.AUTHENTICATION,
                    Stage.STEP,
                    "the header `" + name + "` cannot be set to its value, which holds a character that no header may"
                            + " have"));
        }
    }

    private static HttpHead head(int status, HttpClient.Version version, Map<String, List<String>> headers) {
        var lower = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new HttpHead(status, version == HttpClient.Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1", lower);
    }

    /** Ends what is under way, from any thread. */
    public void abort() {
        ended.happen();
    }

    /** Whether a header may be set by a job: some belong to the protocol. */
    public static boolean isFree(String name, String value) {
        try {
            var unused = HttpRequest.newBuilder(URI.create("http://localhost/")).header(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        trace.closed();
    }
}
