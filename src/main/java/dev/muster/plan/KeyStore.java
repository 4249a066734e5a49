package dev.muster.plan;

import dev.muster.inventory.Sourced;
import dev.muster.secret.Secret;
import dev.muster.secret.SecretText;
import dev.muster.transport.LoginKey;
import dev.muster.yaml.Mark;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads each private key once, however many devices log in with it; what is wrong with one is told where it is named. */
final class KeyStore {
    private static final long MOST_BYTES = 64 << 10;

    private final SecretStore secrets;
    private final boolean lookUp;
    private final Problems problems;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<List<Object>, Optional<LoginKey>> read = new HashMap<>();

    /** @param lookUp false to leave references alone, and the keys that depend on one unread */
    KeyStore(SecretStore secrets, boolean lookUp, Problems problems) {
        this.secrets = secrets;
        this.lookUp = lookUp;
        this.problems = problems;
    }

    /** What works but is unwise. */
    List<Problem> warnings() {
        return warnings;
    }

    /** The keys that can be used, in order; the reasons why others cannot are among the problems. */
    List<LoginKey> keys(@Nullable Sourced<List<SecretText>> named, @Nullable Sourced<SecretText> passphrase) {
        if (named == null) {
            return List.of();
        }
        var keys = new ArrayList<LoginKey>();
        for (SecretText text : named.value()) {
            if (lookUp || text.isLiteral()) {
                key(secrets.text(new Sourced<>(text, named.mark())), named.mark(), passphrase)
                        .ifPresent(keys::add);
            }
        }
        return keys;
    }

    private Optional<LoginKey> key(String text, Mark mark, @Nullable Sourced<SecretText> passphrase) {
        if (text.isBlank()) {
            return Optional.empty(); // a reference that leads nowhere, which is told already
        }
        boolean isKey = LoginKey.isKey(text);
        Object what = isKey ? text : mark.path(text).toAbsolutePath();
        boolean open = passphrase == null || lookUp || passphrase.value().isLiteral();
        Secret secret = passphrase == null || !open ? null : Secret.of(secrets.text(passphrase));
        List<Object> known = List.of(what, open, secret == null ? "" : secret.reveal());
        Optional<LoginKey> found = read.get(known);
        if (found == null) {
            byte[] content = isKey ? text.getBytes(StandardCharsets.UTF_8) : content(mark.path(text), mark);
            found = content == null || !open
                    ? Optional.empty()
                    : parsed(isKey ? "key of " + mark.fileAndLine() : text, content, secret, mark);
            read.put(known, found);
        }
        return found;
    }

    private byte @Nullable [] content(Path file, Mark mark) {
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(mark, (Files.exists(file) ? "not a file: " : "no such private key: ") + file);
                return null;
            }
            if (Files.size(file) > MOST_BYTES) {
                problems.add(mark, "private key " + file + " is larger than 64 KiB");
                return null;
            }
            warn(file, mark);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(
                    mark,
                    "private key " + file + " cannot be read: " + e.getClass().getSimpleName());
            return null;
        }
    }

    private void warn(Path file, Mark mark) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.contains(PosixFilePermission.GROUP_READ) || mode.contains(PosixFilePermission.OTHERS_READ)) {
                warnings.add(new Problem(
                        mark,
                        "others can read private key " + file + " (" + PosixFilePermissions.toString(mode)
                                + "): chmod 600 it"));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // a system without such permissions
        }
    }

    private Optional<LoginKey> parsed(String name, byte[] content, @Nullable Secret passphrase, Mark mark) {
        try {
            return Optional.of(LoginKey.read(name, content, passphrase));
        } catch (LoginKey.Unusable e) {
            problems.add(mark, "private key " + name + " " + e.getMessage());
            return Optional.empty();
        }
    }
}
