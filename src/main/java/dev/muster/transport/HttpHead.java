package dev.muster.transport;

import java.util.List;
import java.util.Map;

/**
 * The head of an answer.
 *
 * @param version such as {@code HTTP/2}
 * @param headers names in lower case
 */
public record HttpHead(int status, String version, Map<String, List<String>> headers) {

    /** The first value of a header, empty when there is none. */
    public String header(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Every value of a header. */
    public List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
