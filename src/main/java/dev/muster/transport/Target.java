package dev.muster.transport;

import dev.muster.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect and as whom.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param knownHosts the file of trusted host keys; it need not exist
 */
public record Target(
        String host,
        int port,
        String username,
        @Nullable Secret password,
        HostKeyMode hostKeyMode,
        Path knownHosts,
        SshOptions ssh) {

    /** The same device at another port. */
    public Target at(int otherPort) {
        return new Target(host, otherPort, username, password, hostKeyMode, knownHosts, ssh);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
