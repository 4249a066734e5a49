package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Phase;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.transport.HttpAccess;
import dev.muster.transport.HttpHead;
import dev.muster.transport.HttpQuestion;
import dev.muster.transport.HttpTransport;
import dev.muster.transport.LoginGate;
import dev.muster.transport.Transport.Opening;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests to the HTTP server of one device and their answers, from login to logout. */
public final class HttpSession implements Session {
    private static final Duration LOGOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final HttpTransport transport;
    private final HttpAccess access;
    private final Settings settings;
    private final HttpIdentity identity;
    private volatile @Nullable Outcome aborted;
    private boolean closed;

    /**
     * What a session needs to know beside the server.
     *
     * @param auth how long the login may take
     * @param attempts how often a request is made that the server is too busy to answer
     * @param pause the wait after the first of them, where the server names none; twice as long after each further one
     */
    public record Settings(OutputStore store, Duration auth, int attempts, Duration pause) {}

    public HttpSession(HttpTransport transport, HttpAccess access, Settings settings) {
        this.transport = transport;
        this.access = access;
        this.settings = settings;
        this.identity = new HttpIdentity(transport, access, settings.store());
    }

    /** Logs in where a request does that; else the first request with credentials is the login. */
    @Override
    public void open(Opening opening) throws DeviceException, InterruptedException {
        identity.guardedBy(opening.gate());
        HttpAccess.Form form = access.form();
        if (form != null) {
            opening.clock().enter(Phase.AUTH);
            identity.login(form, settings.auth());
        }
    }

    /**
     * Waits until the device may be sent its credentials, for a request to this path that carries them. Only such a
     * request says how a login went, so that no other may hold a place among the logins.
     */
    public void admit(String path) throws DeviceException, InterruptedException {
        boolean own;
        try {
            own = isHome(uri(path));
        } catch (DeviceException e) {
            return; // the request will say so itself
        }
        if (own) {
            identity.admit();
        }
    }

    /** The head of an answer and its body. */
    record Reply(HttpHead head, HttpBody body) {}

    /** Makes a request, or several for the pages of an answer; the output is the body. */
    public Answer ask(HttpOrder order) throws InterruptedException {
        var attempts = new HttpBody.Attempts(settings.store());
        try {
            if (order.pages() != null) {
                return new HttpPaging(this, order, order.pages()).all();
            }
            boolean head = order.method().equals("HEAD");
            Reply reply = exchange(order, attempts);
            Output output = head ? Output.of(lines(reply.head())) : reply.body().finish();
            Failure failure = HttpVerdict.of(order, reply.head(), reply.body().first());
            return new Answer(
                    failure == null ? Outcome.ok() : new Outcome.Failed(failure),
                    output,
                    HttpVerdict.status(reply.head().status()));
        } catch (DeviceException e) {
            return failed(e.failure(), attempts.received());
        }
    }

    private static String lines(HttpHead head) {
        var text = new StringBuilder(head.version() + " " + head.status());
        head.headers()
                .forEach((name, values) -> values.forEach(
                        value -> text.append('\n').append(name).append(": ").append(value)));
        return text.toString();
    }

    Answer failed(Failure failure) {
        return failed(failure, null);
    }

    /** @param output what came before the failure, or null when its evidence is all there is */
    Answer failed(Failure failure, @Nullable Output output) {
        identity.withdraw();
        Outcome why = aborted();
        String received = failure.lastOutput();
        return new Answer(
                why == null ? new Outcome.Failed(failure) : why,
                output == null ? Output.of(received == null ? "" : received) : output,
                "");
    }

    OutputStore store() {
        return settings.store();
    }

    /** Where a reference on this server leads; an absolute one as it is. */
    URI uri(String reference) throws DeviceException {
        try {
            return transport.place().uri(reference);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(
                    FailureKind.HTTP_STATUS, Stage.STEP, "no request can be made of it: " + e.getMessage());
        }
    }

    /** Whether an address leads to the device. */
    boolean isHome(URI uri) {
        return transport.place().isHome(uri);
    }

    /** One request with its answer, whatever the status; made again where the server was too busy and the job says so. */
    Reply exchange(HttpOrder order, Supplier<HttpBody> bodies) throws DeviceException, InterruptedException {
        URI uri = uri(order.path());
        boolean own = isHome(uri) && order.credentials();
        Deadline by = Deadline.in(order.limit());
        boolean again = false;
        for (int attempt = 1; ; attempt++) {
            HttpBody body = bodies.get();
            var question = new HttpQuestion(order.method(), uri, order.headers(), order.body(), false);
            boolean first = attempt == 1 && !again;
            Duration left = first ? order.limit() : Duration.ofNanos(Math.max(1, by.left()));
            HttpHead head = own ? identity.ask(question, body, left) : transport.ask(question, body, left);
            HttpAccess.Form form = access.form();
            if (own && head.status() == 401 && form != null && order.reads() && !again) {
                again = true; // the server has forgotten us, and has not looked at the request
                identity.login(form, settings.auth());
                continue;
            }
            Duration wait = attempt < settings.attempts() ? wait(order, head, attempt) : null;
            if (wait == null || wait.toNanos() >= by.left()) {
                return new Reply(head, body);
            }
            if (transport.ended().await(Deadline.in(wait))) {
                throw new DeviceException(FailureKind.DISCONNECTED, Stage.STEP, "ended while the server was busy");
            }
        }
    }

    /** How long to wait before the request is made again, or null when it is not. */
    private @Nullable Duration wait(HttpOrder order, HttpHead head, int attempt) {
        String told = head.header("retry-after");
        boolean named = told.matches("\\d{1,6}");
        boolean busy = switch (head.status()) {
            case 429 -> true;
            case 503 -> order.reads() || named; // refused before it was looked at
            case 502, 504 -> order.reads();
            default -> false;
        };
        if (!busy || order.expects(head.status())) {
            return null;
        }
        if (named) {
            return Duration.ofSeconds(Long.parseLong(told));
        }
        Duration longer = settings.pause().multipliedBy(1L << Math.min(attempt - 1, 10));
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    @Override
    public boolean isOpen() {
        return aborted == null && !closed;
    }

    @Override
    public @Nullable Outcome aborted() {
        return aborted;
    }

    @Override
    public void abort(Outcome why) {
        if (aborted == null) {
            aborted = why;
        }
        transport.abort();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (aborted == null) {
                identity.logout(LOGOUT);
            }
        } catch (DeviceException | InterruptedException e) {
            // nobody waits for the answer
        } finally {
            identity.leave(LoginGate.Answer.NONE);
            transport.close();
        }
    }
}
