package dev.muster.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of the other side of an open connection.
 *
 * @param way the protocol, such as {@code ssh}
 * @param facts by name, such as {@code software}, in the order in which people read them
 * @param banner what was shown before the login, empty when nothing was
 */
public record Peer(String way, Map<String, String> facts, String banner) {
    /** Nothing is known. */
    public static final Peer UNKNOWN = new Peer("", Map.of(), "");

    public Peer {
        facts = new LinkedHashMap<>(facts);
    }

    /** For one line. */
    @Override
    public String toString() {
        String all = facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? way : way + ": " + all;
    }
}
