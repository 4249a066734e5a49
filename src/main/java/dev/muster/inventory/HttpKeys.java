package dev.muster.inventory;

import dev.muster.yaml.Fields;
import dev.muster.yaml.Node;
import dev.muster.yaml.Node.Entry;
import dev.muster.yaml.Node.Mapping;
import dev.muster.yaml.Node.Scalar;
import dev.muster.yaml.Node.Sequence;
import dev.muster.yaml.Node.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code http:} of a device, a group or the defaults. */
final class HttpKeys {
    private HttpKeys() {}

    static void read(SettingReader reader) {
        Fields http = reader.fields().child("http");
        if (http == null) {
            return;
        }
        SettingReader inner = reader.within(http);
        inner.put(Setting.HTTP_PORT, "port", http.integer("port", 1, 65535));
        inner.put(Setting.HTTP_TLS, "tls", inner.neededBoolean("tls"));
        inner.text(Setting.HTTP_CA, "ca");
        inner.text(Setting.HTTP_CERT, "cert");
        inner.text(Setting.HTTP_KEY, "key");
        inner.secret(Setting.HTTP_PASSPHRASE, "passphrase");
        inner.put(Setting.HTTP_VERIFY, "verify", inner.neededBoolean("verify"));
        inner.put(Setting.HTTP_AUTH, "auth", http.oneOf("auth", HttpScheme.class));
        inner.secret(Setting.HTTP_TOKEN, "token");
        inner.text(Setting.HTTP_TOKEN_HEADER, "token_header");
        inner.text(Setting.HTTP_API, "api");
        inner.text(Setting.HTTP_PATH, "path");
        login(inner, http);
        http.done();
    }

    private static void login(SettingReader inner, Fields http) {
        Fields login = http.child("login");
        if (login == null) {
            return;
        }
        boolean put = login.has("put") && !login.has("post");
        String path = login.text(put ? "put" : "post");
        boolean form = login.has("form");
        if (path == null || !path.startsWith("/")) {
            inner.problem("login", "`login` needs `post`, the path that takes the login, such as /api/login");
        }
        Node body = login.node(form ? "form" : "json");
        if (login.has("form") && login.has("json")) {
            inner.problem("login", "`login` has one body: `form` or `json`");
        }
        String text = body == null ? "" : form ? formText(body) : json(body);
        String token = Objects.requireNonNullElse(login.text("token"), "");
        String logout = login.text("logout");
        login.done();
        inner.put(
                Setting.HTTP_LOGIN,
                "login",
                new HttpLogin(
                        put ? "PUT" : "POST",
                        path == null ? "/" : path,
                        form ? "application/x-www-form-urlencoded" : "application/json",
                        text,
                        token,
                        logout));
    }

    private static String formText(Node body) {
        return body instanceof Mapping mapping
                ? mapping.entries().stream()
                        .map(entry -> encoded(entry.key()) + "=" + encoded(text(entry.value())))
                        .collect(Collectors.joining("&"))
                : text(body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7Busername%7D", "{username}")
                .replace("%7Bpassword%7D", "{password}");
    }

    private static String text(Node node) {
        return node instanceof Scalar scalar ? scalar.text() : "";
    }

    private static String json(Node node) {
        return switch (node) {
            case Mapping mapping ->
                mapping.entries().stream().map(HttpKeys::member).collect(Collectors.joining(",", "{", "}"));
            case Sequence list -> list.items().stream().map(HttpKeys::json).collect(Collectors.joining(",", "[", "]"));
            case Scalar scalar ->
                scalar.type() == Type.TEXT
                        ? quoted(scalar.text())
                        : scalar.type() == Type.NULL ? "null" : scalar.text();
        };
    }

    private static String member(Entry entry) {
        return quoted(entry.key()) + ":" + json(entry.value());
    }

    private static String quoted(@Nullable String text) {
        return "\""
                + String.valueOf(text)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n") + "\"";
    }
}
