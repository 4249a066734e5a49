package dev.muster.cli;

import dev.muster.secret.Secret;
import dev.muster.transport.HostKeyMode;
import java.io.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As whom devices are logged in to, and whether they are known. */
final class LoginOptions {
    @Option(
            names = {"-u", "--username"},
            paramLabel = "USER",
            description = "In place of the user names of the inventory.")
    private @Nullable String username;

    @Option(names = "--ask-pass", description = "Ask for the password.")
    private boolean askPass;

    @Option(
            names = "--host-key",
            paramLabel = "strict|accept-new|off",
            description = "What to do with SSH host keys (default strict).")
    private @Nullable String hostKey;

    @Nullable
    String username() {
        return username;
    }

    /** The password that was asked for, or null when it was not to be. */
    @Nullable
    Secret password() throws WrongInput {
        Secret typed = askPass ? ask() : null;
        if (askPass && typed == null) {
            throw new WrongInput(
                    "--ask-pass needs a terminal; elsewhere use an inventory with ${env:NAME} or ${file:path}");
        }
        return typed;
    }

    /** The password, asked for where there is somebody to ask; else null. */
    @SuppressWarnings("SystemConsoleNull") // null on JDK 21 without a terminal; later ones know whether it is one
    @Nullable
    Secret passwordIfSomebodyIsThere() throws WrongInput {
        Console terminal = System.console();
        boolean somebody = terminal != null && "1".equals(System.getenv().get("MUSTER_TTY"));
        return askPass || !somebody ? password() : ask();
    }

    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Secret ask() {
        Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("Password: ");
        return typed == null ? null : Secret.of(new String(typed));
    }

    @Nullable
    HostKeyMode hostKey() throws WrongInput {
        if (hostKey == null) {
            return null;
        }
        for (HostKeyMode mode : HostKeyMode.values()) {
            if (label(mode).equals(hostKey.replace('_', '-'))) {
                return mode;
            }
        }
        List<String> known =
                Arrays.stream(HostKeyMode.values()).map(LoginOptions::label).toList();
        throw new WrongInput("--host-key is `" + hostKey + "`; known: " + String.join(", ", known));
    }

    private static String label(HostKeyMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
