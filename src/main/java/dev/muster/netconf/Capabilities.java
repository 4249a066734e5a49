package dev.muster.netconf;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device offered in its hello.
 *
 * @param session the number that the device gave to the session, empty when it gave none
 */
public record Capabilities(List<String> uris, String session) {
    /** The second is that of old Junos. */
    private static final List<String> PREFIXES = List.of("urn:ietf:params:netconf:", "urn:ietf:params:xml:ns:netconf:");

    public Capabilities {
        uris = List.copyOf(uris);
    }

    /** Whether it has one of these, such as {@code base:1.1} or {@code candidate} in any version. */
    public boolean has(String... names) {
        return Arrays.stream(names).anyMatch(name -> find(name) != null);
    }

    /** The capability with its parameters, or null. */
    @Nullable
    String find(String name) {
        String wanted = name.startsWith("base:") ? name : "capability:" + name + (name.contains(":") ? "" : ":");
        for (String uri : uris) {
            String rest = PREFIXES.stream()
                    .filter(uri::startsWith)
                    .map(prefix -> uri.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
            int end = rest.indexOf('?');
            String bare = end < 0 ? rest : rest.substring(0, end);
            if (bare.equals(wanted) || (wanted.endsWith(":") && bare.startsWith(wanted))) {
                return uri;
            }
        }
        return null;
    }

    /** The values of a parameter of a capability, divided by commas; empty when there is none. */
    List<String> parameter(String name, String parameter) {
        String uri = find(name);
        int from = uri == null ? -1 : uri.indexOf('?');
        if (uri == null || from < 0) {
            return List.of();
        }
        return Arrays.stream(uri.substring(from + 1).split("&"))
                .filter(pair -> pair.startsWith(parameter + "="))
                .flatMap(pair ->
                        Arrays.stream(pair.substring(parameter.length() + 1).split(",")))
                .toList();
    }
}
