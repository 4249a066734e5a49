package dev.muster.session;

import dev.muster.parse.RowPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to make and what is expected of its answer.
 *
 * @param method such as {@code GET}
 * @param path begins with a slash, or is a whole URL
 * @param body what is sent, or null
 * @param expected the statuses that are well, such as {@code 2xx}
 * @param limit for the request with its answer; for each page of several
 * @param credentials whether the device's credentials are sent with it, if it goes to the device
 * @param pages how the next page is found, or null when there is but one
 */
public record HttpOrder(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body,
        List<String> expected,
        Duration limit,
        boolean credentials,
        @Nullable Pages pages) {
    /** Any success. */
    public static final List<String> SUCCESS = List.of("2xx");

    public HttpOrder {
        headers = new LinkedHashMap<>(headers);
        expected = List.copyOf(expected);
    }

    /** A request of an API: one page, any success. */
    static HttpOrder of(
            String method, String path, Map<String, String> headers, @Nullable String body, Duration limit) {
        return new HttpOrder(method, path, headers, body, SUCCESS, limit, true, null);
    }

    /** The same for another path. */
    HttpOrder at(String other) {
        return new HttpOrder(method, other, headers, body, expected, limit, credentials, pages);
    }

    /** Whether this status is expected. */
    boolean expects(int status) {
        return expected.stream()
                .anyMatch(wanted -> wanted.endsWith("xx")
                        ? wanted.charAt(0) - '0' == status / 100
                        : wanted.equals(String.valueOf(status)));
    }

    /** Whether it only reads, so that it may be made again. */
    boolean reads() {
        return reads(method);
    }

    /** Whether a request of this method only reads. */
    public static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** How the pages of an answer hang together. */
    public sealed interface Pages {
        /** How many are fetched at most. */
        int most();

        /** The next page stands in the header {@code Link} as {@code rel="next"}. */
        record Link(int most) implements Pages {}

        /** The next page's path or URL stands in the answer. */
        record Next(RowPath path, int most) implements Pages {}

        /**
         * A page is asked for by the number of its first row, until one is not full.
         *
         * @param offset the parameter for that number
         * @param limit the parameter for how many rows a page has at most
         * @param size how many that are
         * @param rows where the rows of a page are
         */
        record Offset(String offset, String limit, int size, RowPath rows, int most) implements Pages {}
    }
}
