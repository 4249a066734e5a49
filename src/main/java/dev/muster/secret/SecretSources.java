package dev.muster.secret;

import dev.muster.secret.SecretText.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where references to secrets lead: the environment, files, the keystore and HashiCorp Vault. Not for several threads. */
public final class SecretSources {
    /** The words before the colon. */
    static final List<String> KINDS = List.of("env", "file", "secret", "vault");

    /** The references as users write them. */
    static final String FORMS = "${env:NAME}, ${file:path}, ${secret:name}, ${vault:path#key}";

    private static final Pattern IN_VAULT = Pattern.compile("[^#\\s]+#[^#]+");
    private static final long MOST_FILE_BYTES = 64 << 10;

    private final Map<String, String> environment;
    private final Keystore.Password password;
    private @Nullable Keystore keystore;
    private @Nullable Vault vault;

    /**
     * @param environment the process's, or a test's
     * @param password asked for at most once, when the first secret of the keystore is needed
     */
    public SecretSources(Map<String, String> environment, Keystore.Password password) {
        this.environment = Map.copyOf(environment);
        this.password = password;
    }

    /** The sources of a process that asks nobody. */
    public static SecretSources unattended() {
        Map<String, String> environment = System.getenv();
        return new SecretSources(environment, () -> Keystore.password(environment));
    }

    /** Why a reference of this kind cannot lead anywhere; null when it may. */
    static @Nullable String mistake(String kind, String name) {
        if (name.isBlank()) {
            return "no name";
        }
        return switch (kind) {
            case "secret" -> Keystore.mistake(name);
            case "vault" -> IN_VAULT.matcher(name).matches() ? null : "no path#key";
            default -> null;
        };
    }

    /**
     * The secret that a reference leads to.
     *
     * @param base the folder that relative paths start from
     * @throws Missing with what to do
     */
    String value(String kind, String name, Path base) throws Missing {
        return switch (kind) {
            case "env" -> variable(name);
            case "file" -> file(name, base);
            case "secret" -> keystore().get(name);
            case "vault" -> vault().value(name.substring(0, name.indexOf('#')), name.substring(name.indexOf('#') + 1));
            default -> throw new Missing("unknown secret source `" + kind + "`; known: " + FORMS);
        };
    }

    private String variable(String name) throws Missing {
        String value = environment.get(name);
        if (value == null) {
            throw new Missing("environment variable " + name + " is not set");
        }
        return value;
    }

    private static String file(String name, Path base) throws Missing {
        try {
            Path path = base.resolve(name);
            if (Files.size(path) > MOST_FILE_BYTES) {
                throw new Missing("secret file " + path + " is larger than 64 KiB");
            }
            return Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
        } catch (NoSuchFileException e) {
            throw new Missing("no such secret file: " + base.resolve(name));
        } catch (IOException e) {
            throw new Missing("secret file " + base.resolve(name) + " cannot be read: "
                    + e.getClass().getSimpleName());
        } catch (InvalidPathException e) {
            throw new Missing("no file can be called `" + e.getInput().replace('\0', '?') + "`");
        }
    }

    private Keystore keystore() throws Missing {
        if (keystore == null) {
            Path file = Keystore.file(environment);
            if (!Files.exists(file)) {
                throw new Missing("no keystore " + file + "; `muster secret set NAME` makes it");
            }
            keystore = Keystore.open(file, password.ask());
        }
        return keystore;
    }

    private Vault vault() throws Missing {
        if (vault == null) {
            vault = Vault.of(environment);
        }
        return vault;
    }
}
