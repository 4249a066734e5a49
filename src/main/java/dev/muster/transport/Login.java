package dev.muster.transport;

import dev.muster.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One way to log in: keys of the agent first, then its own keys, then the password, which is sent once at most.
 *
 * @param keys private keys, in the order in which they are offered
 * @param agent the socket of an ssh-agent whose keys are offered first, or null
 */
public record Login(
        String username,
        @Nullable Secret password,
        List<LoginKey> keys,
        @Nullable Path agent) {

    public Login {
        keys = List.copyOf(keys);
    }

    /** A login by password. */
    public static Login of(String username, @Nullable Secret password) {
        return new Login(username, password, List.of(), null);
    }

    /** The same under a user name with something at its end, by which some devices are told how to behave. */
    public Login withSuffix(String suffix) {
        return new Login(username + suffix, password, keys, agent);
    }

    /** Whether both would send a device the same. */
    public boolean sameAs(Login other) {
        return Objects.equals(text(password), text(other.password))
                && username.equals(other.username)
                && keys.equals(other.keys)
                && Objects.equals(agent, other.agent);
    }

    /** The same number for two logins that are the {@linkplain #sameAs same}. */
    public int likeness() {
        return Objects.hash(username, text(password), keys, agent);
    }

    private static @Nullable String text(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }
}
