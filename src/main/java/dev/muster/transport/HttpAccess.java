package dev.muster.transport;

import dev.muster.secret.Secret;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server and how one proves to it who one is.
 *
 * @param login user name and password
 * @param token what is sent with every request where the scheme is {@link Scheme#TOKEN} and no form gives one, or null
 * @param header the header that a token goes in
 * @param prefix what stands before the token, such as {@code "Bearer "}
 * @param form the request that logs in, or null when none does
 */
public record HttpAccess(
        HttpPlace place,
        Scheme scheme,
        Login login,
        @Nullable Secret token,
        String header,
        String prefix,
        @Nullable Form form) {

    /** How a request is known to be ours. */
    public enum Scheme {
        /** Nothing is sent. */
        NONE,
        /** User name and password with every request. */
        BASIC,
        /** A token with every request, given or fetched by a login. */
        TOKEN,
        /** A cookie that a login gave. */
        COOKIE
    }

    /**
     * A request that logs in.
     *
     * @param method such as {@code POST}
     * @param path begins with a slash
     * @param contentType of the body
     * @param body with {@code {username}} and {@code {password}} where they go, quoted as the content type wants it
     * @param token the path of the token in the answer's JSON; empty where a cookie, or a header of the answer, is it
     * @param logout the path that ends the session by POST, or null
     */
    public record Form(
            String method,
            String path,
            String contentType,
            String body,
            String token,
            @Nullable String logout) {}

    /** User name and password with every request. */
    public static HttpAccess basic(HttpPlace place, Login login) {
        return new HttpAccess(place, Scheme.BASIC, login, null, "Authorization", "", null);
    }

    /** Every text that must not be kept. */
    public List<String> secrets() {
        return Stream.of(login.password(), token)
                .filter(Objects::nonNull)
                .map(Secret::reveal)
                .toList();
    }
}
