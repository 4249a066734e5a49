package dev.muster.transport;

import dev.muster.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect and as whom.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param username of the first login that is tried
 * @param password of the first login that is tried
 * @param knownHosts the file of trusted host keys; it need not exist
 * @param access further ways to log in, jump hosts and proxies
 */
public record Target(
        String host,
        int port,
        String username,
        @Nullable Secret password,
        HostKeyMode hostKeyMode,
        Path knownHosts,
        SshOptions ssh,
        Access access) {

    /** A target that is reached straight, by password. */
    public Target(
            String host,
            int port,
            String username,
            @Nullable Secret password,
            HostKeyMode hostKeyMode,
            Path knownHosts,
            SshOptions ssh) {
        this(host, port, username, password, hostKeyMode, knownHosts, ssh, Access.DIRECT);
    }

    /** The ways to log in, in the order in which they are tried; at least one. */
    public List<Login> logins() {
        return access.logins().isEmpty() ? List.of(Login.of(username, password)) : access.logins();
    }

    /** The same device at another port. */
    public Target at(int otherPort) {
        return new Target(host, otherPort, username, password, hostKeyMode, knownHosts, ssh, access);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
