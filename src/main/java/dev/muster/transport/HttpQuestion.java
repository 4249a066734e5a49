package dev.muster.transport;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param method such as {@code GET}
 * @param body what is sent, or null
 * @param secret whether body and answer belong into no transcript, as those of a login
 */
public record HttpQuestion(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        boolean secret) {
    public HttpQuestion {
        headers = new LinkedHashMap<>(headers);
    }

    /** {@code GET /path} */
    @Override
    public String toString() {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return method + " " + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query;
    }
}
