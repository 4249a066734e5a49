package dev.muster.session;

import dev.muster.parse.Json;
import dev.muster.parse.RowPath;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.secret.Secret;
import dev.muster.transport.HttpAccess;
import dev.muster.transport.HttpAccess.Scheme;
import dev.muster.transport.HttpHead;
import dev.muster.transport.HttpQuestion;
import dev.muster.transport.HttpSink;
import dev.muster.transport.HttpTransport;
import dev.muster.transport.Login;
import dev.muster.transport.LoginGate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who Muster is to one HTTP server: logs in and out, and adds its credentials to requests, those to this server only. */
final class HttpIdentity {
    private final HttpTransport transport;
    private final HttpAccess access;
    private final OutputStore store;
    private final HttpCookies cookies = new HttpCookies();
    private LoginGate gate = LoginGate.OPEN;
    private @Nullable String fetched;
    private boolean entered;
    private boolean waiting;

    HttpIdentity(HttpTransport transport, HttpAccess access, OutputStore store) {
        this.transport = transport;
        this.access = access;
        this.store = store;
    }

    /** Who has a say in logins. */
    void guardedBy(LoginGate keeper) {
        gate = keeper;
    }

    /** Sends a request to this server as ourselves. */
    HttpHead ask(HttpQuestion question, HttpSink sink, Duration limit) throws DeviceException, InterruptedException {
        admit();
        var headers = new LinkedHashMap<>(question.headers());
        identify(headers, question.uri().getRawPath());
        var own = new HttpQuestion(question.method(), question.uri(), headers, question.body(), question.secret());
        HttpHead head = waiting ? admitted(own, sink, limit) : transport.ask(own, sink, limit);
        cookies.keep(head.all("set-cookie"));
        return head;
    }

    /** Waits until we may log in, where credentials go with the requests and none has carried them yet. */
    void admit() throws DeviceException, InterruptedException {
        if (!entered && access.form() == null) {
            enter();
        }
    }

    /** Gives up the place of a request that was not made after all. */
    void withdraw() {
        if (waiting) {
            entered = false;
            leave(LoginGate.Answer.NONE);
        }
    }

    /**
     * Waits until we may log in; the first request with credentials, or one that logs in, follows.
     *
     * @throws DeviceException when we may not
     */
    private void enter() throws DeviceException, InterruptedException {
        if (access.scheme() != Scheme.NONE) {
            pass(gate.beforeConnect(login(), transport.ended()));
            pass(gate.beforeLogin(login(), transport.ended()));
            waiting = true;
        }
        entered = true;
    }

    /** The first request with credentials is a login, and whoever holds logins back is told what came of it. */
    private HttpHead admitted(HttpQuestion question, HttpSink sink, Duration limit)
            throws DeviceException, InterruptedException {
        var answer = LoginGate.Answer.NONE;
        try {
            HttpHead head = transport.ask(question, sink, limit);
            boolean refused = head.status() == 401;
            answer = refused
                    ? LoginGate.Answer.REFUSED
                    : head.status() < 400 ? LoginGate.Answer.ACCEPTED : LoginGate.Answer.NONE;
            return head;
        } finally {
            leave(answer);
        }
    }

    /** Says what came of a login that was begun, if one was. */
    void leave(LoginGate.Answer answer) {
        if (waiting) {
            waiting = false;
            gate.after(login(), answer);
        }
    }

    private Login login() {
        Secret token = access.token();
        return access.scheme() == Scheme.TOKEN && token != null ? Login.of("(token)", token) : access.login();
    }

    private static void pass(@Nullable Failure refusal) throws DeviceException {
        if (refusal != null) {
            throw new DeviceException(refusal);
        }
    }

    private void identify(Map<String, String> headers, String path) {
        switch (access.scheme()) {
            case BASIC -> headers.putIfAbsent("Authorization", "Basic " + basic(access.login()));
            case TOKEN -> {
                String token = fetched != null ? fetched : text(access.token());
                if (!token.isEmpty()) {
                    headers.putIfAbsent(access.header(), access.prefix() + token);
                }
            }
            case COOKIE, NONE -> {}
        }
        String known = cookies.of(path);
        if (!known.isEmpty()) {
            headers.putIfAbsent("Cookie", known);
        }
    }

    private static String basic(Login login) {
        String both = login.username() + ":" + text(login.password());
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }

    /** Logs in by the request that the inventory describes. */
    void login(HttpAccess.Form form, Duration limit) throws DeviceException, InterruptedException {
        enter();
        var answer = LoginGate.Answer.NONE;
        try {
            HttpBody body = HttpBody.small(store);
            HttpHead head = transport.ask(question(form), body, limit);
            boolean refused = head.status() == 401 || head.status() == 403;
            answer = refused ? LoginGate.Answer.REFUSED : LoginGate.Answer.NONE;
            cookies.keep(head.all("set-cookie"));
            take(form, head, body.text());
            answer = LoginGate.Answer.ACCEPTED;
        } finally {
            leave(answer);
        }
    }

    private HttpQuestion question(HttpAccess.Form form) {
        String body = form.body()
                .replace("{username}", quoted(form.contentType(), access.login().username()))
                .replace(
                        "{password}",
                        quoted(form.contentType(), text(access.login().password())));
        return new HttpQuestion(
                form.method(),
                access.place().uri(form.path()),
                Map.of("Content-Type", form.contentType(), "Accept", "*/*"),
                body.isEmpty() ? null : body,
                true);
    }

    private static String quoted(String contentType, String text) {
        if (contentType.contains("json")) {
            String json = Json.text(text);
            return json.substring(1, json.length() - 1);
        }
        return contentType.contains("form") ? URLEncoder.encode(text, StandardCharsets.UTF_8) : text;
    }

    private void take(HttpAccess.Form form, HttpHead head, String body) throws DeviceException {
        boolean passed = head.status() < 400;
        if (!passed) {
            boolean refused = head.status() == 401 || head.status() == 403;
            throw new DeviceException(Failure.of(
                            refused ? FailureKind.AUTHENTICATION : FailureKind.HTTP_STATUS,
                            Stage.AUTHENTICATE,
                            "the login `" + form.method() + " " + form.path() + "` was answered "
                                    + HttpVerdict.status(head.status()))
                    .withEvidence(null, body.isBlank() ? null : HttpVerdict.excerpt(body)));
        }
        if (access.scheme() == Scheme.TOKEN) {
            fetched = token(form, head, body);
        } else if (cookies.isEmpty()) {
            throw noToken(form, "gave no cookie", body);
        }
    }

    private static String token(HttpAccess.Form form, HttpHead head, String body) throws DeviceException {
        if (form.token().startsWith("header:")) {
            String header = form.token().substring("header:".length()).strip();
            String value = head.header(header.toLowerCase(java.util.Locale.ROOT));
            if (value.isEmpty()) {
                throw noToken(form, "has no header `" + header + "`", body);
            }
            return value;
        }
        try {
            Object value = Json.at(Json.read(body), RowPath.of(form.token()));
            if (value == null || value instanceof Map<?, ?>) {
                throw noToken(form, "has no token at `" + form.token() + "`", body);
            }
            return value.toString();
        } catch (Json.NotJson e) {
            throw noToken(form, String.valueOf(e.getMessage()), body);
        }
    }

    private static DeviceException noToken(HttpAccess.Form form, String what, String body) {
        return new DeviceException(Failure.of(
                        FailureKind.AUTHENTICATION,
                        Stage.AUTHENTICATE,
                        "the answer to the login `" + form.method() + " " + form.path() + "` " + what)
                .withEvidence(null, keys(body))
                .withHint("look at `login:` under `http:` of the inventory"));
    }

    /** What helps to find a token, without any that the answer may hold. */
    private static @Nullable String keys(String body) {
        try {
            return Json.read(body) instanceof Map<?, ?> members ? "its keys: " + members.keySet() : null;
        } catch (Json.NotJson e) {
            return null;
        }
    }

    /** Tells the server that we go, if it wants that; whatever it says. */
    void logout(Duration limit) throws DeviceException, InterruptedException {
        HttpAccess.Form form = access.form();
        boolean in = fetched != null || !cookies.isEmpty();
        if (form == null || form.logout() == null || !in) {
            return;
        }
        var headers = new LinkedHashMap<String, String>();
        identify(headers, form.logout());
        var bye = new HttpQuestion("POST", access.place().uri(form.logout()), headers, null, false);
        var unused = transport.ask(bye, HttpBody.small(store), limit);
    }
}
