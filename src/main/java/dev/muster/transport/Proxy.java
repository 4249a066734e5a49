package dev.muster.transport;

import dev.muster.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy for TCP connections; it resolves the names of the hosts behind it.
 *
 * @param username null for none
 */
public record Proxy(
        Kind kind,
        String host,
        int port,
        @Nullable String username,
        @Nullable Secret password) {
    private static final Pattern FORM = Pattern.compile("(?i)(socks5h?|http)://(?:([^@/]*)@)?"
            + "(\\[[0-9a-f:.]+(?:%[\\w.-]+)?]|[^@:/\\[\\]\\s]+)(?::(\\d{1,5}))?/?");

    /** The protocol spoken with it. */
    public enum Kind {
        /** RFC 1928 and 1929. */
        SOCKS5,
        /** HTTP CONNECT (RFC 9110, 9.3.6). */
        HTTP
    }

    /** The proxy that a URL such as {@code socks5://user:pass@host:1080} means, or null when it is none. */
    public static @Nullable Proxy parse(String url) {
        Matcher matcher = FORM.matcher(url.strip());
        if (!matcher.matches()) {
            return null;
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        Kind kind = scheme.equals("http") ? Kind.HTTP : Kind.SOCKS5;
        int port = matcher.group(4) == null ? usualPort(kind) : Integer.parseInt(matcher.group(4));
        String host = matcher.group(3).replaceAll("^\\[|]$", "");
        String user = matcher.group(2);
        if (port < 1 || port > 65535) {
            return null;
        }
        if (user == null) {
            return new Proxy(kind, host, port, null, null);
        }
        String[] parts = user.split(":", 2);
        Secret password = parts.length == 1 ? null : Secret.of(decoded(parts[1]));
        return new Proxy(kind, host, port, decoded(parts[0]), password);
    }

    private static int usualPort(Kind kind) {
        return kind == Kind.HTTP ? 3128 : 1080;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a % that stands for itself
        }
    }

    /** Without its user and password. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
