package dev.muster.session;

import dev.muster.secret.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a device may ask for again after the login.
 *
 * @param password of the login, or null when there was none
 * @param enablePassword for modes that ask for one, or null
 */
public record Account(
        String username,
        @Nullable Secret password,
        @Nullable Secret enablePassword) {

    /** A platform's answer with {@code {username}}, {@code {password}} and {@code {enable_password}} filled in. */
    String fill(String answer) {
        return answer.replace("{username}", username)
                .replace("{password}", text(password))
                .replace("{enable_password}", text(enablePassword));
    }

    /** Whether an answer holds a secret, and must not be shown. */
    boolean isSecret(String answer) {
        return answer.contains("{password}") || answer.contains("{enable_password}");
    }

    /** The secrets, so that whatever a device repeats of them can be left out. */
    List<String> secrets() {
        return Stream.of(text(password), text(enablePassword))
                .filter(secret -> secret.length() >= 6)
                .distinct()
                .toList();
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
