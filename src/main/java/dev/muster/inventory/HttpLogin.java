package dev.muster.inventory;

import org.jspecify.annotations.Nullable;

/**
 * The request by which one logs in to a device's HTTP server.
 *
 * @param method POST or PUT
 * @param path begins with a slash
 * @param contentType of the body
 * @param body with {@code {username}} and {@code {password}} where they go
 * @param token where the answer has a token: a path in its JSON or {@code header:NAME}; empty for a cookie
 * @param logout the path that ends the session, or null
 */
public record HttpLogin(
        String method,
        String path,
        String contentType,
        String body,
        String token,
        @Nullable String logout) {

    @Override
    public String toString() {
        return method.toLowerCase(java.util.Locale.ROOT) + " " + path + (token.isEmpty() ? "" : ", token at " + token);
    }
}
