package dev.muster.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an HTTP server is.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param tls how TLS is done, or null for HTTP in clear
 * @param connect how long name resolution may take, and TCP with TLS
 */
public record HttpPlace(String host, int port, @Nullable HttpTls tls, Duration connect) {

    /** {@code https://host:port} */
    public String origin() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return (tls == null ? "http://" : "https://") + name + ":" + port;
    }

    /**
     * The address of something on this server, or an absolute one as it is.
     *
     * @param reference begins with a slash or is a whole URL
     * @throws IllegalArgumentException when it is neither
     */
    public URI uri(String reference) {
        URI uri = URI.create(reference.startsWith("/") ? origin() + reference : reference);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("`" + reference + "` is neither a path (/...) nor a URL");
        }
        return uri;
    }

    /** Whether an address leads to this server, to which alone its credentials go. */
    public boolean isHome(URI uri) {
        String name = String.valueOf(uri.getHost()).replaceAll("^\\[|]$", "");
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).equals(tls == null ? "http" : "https")
                && name.equalsIgnoreCase(host)
                && port(uri) == port;
    }

    /** The port of an address, also where it is not written. */
    public static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public String toString() {
        return origin();
    }
}
