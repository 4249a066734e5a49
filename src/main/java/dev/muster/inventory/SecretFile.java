package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of passwords that stand in a file which others can read. */
public final class SecretFile {
    private static final List<Setting<SecretText>> SECRETS =
            List.of(Setting.PASSWORD, Setting.ENABLE_PASSWORD, Setting.PASSPHRASE);

    private SecretFile() {}

    /** One warning at the first such password, or null; the devices come from one file. */
    static @Nullable Problem warning(List<Device> devices) {
        for (Device device : devices) {
            Sourced<SecretText> secret = literal(device.settings());
            if (secret != null) {
                return warning(secret);
            }
        }
        return null;
    }

    private static @Nullable Sourced<SecretText> literal(Settings settings) {
        for (Setting<SecretText> setting : SECRETS) {
            Sourced<SecretText> secret = settings.get(setting);
            if (secret != null && secret.value().isLiteral()) {
                return secret;
            }
        }
        Sourced<Map<String, SecretText>> answers = settings.get(Setting.ANSWERS);
        for (SecretText answer :
                answers == null ? List.<SecretText>of() : answers.value().values()) {
            if (answers != null && answer.isLiteral()) {
                return new Sourced<>(answer, answers.mark());
            }
        }
        Sourced<SecretText> proxy = settings.get(Setting.PROXY);
        if (proxy != null
                && proxy.value().isLiteral()
                && proxy.value().written().contains("@")) {
            return proxy;
        }
        Sourced<List<SecretText>> keys = settings.get(Setting.PRIVATE_KEY);
        for (SecretText key : keys == null ? List.<SecretText>of() : keys.value()) {
            if (keys != null && Shown.isKey(key)) {
                return new Sourced<>(key, keys.mark());
            }
        }
        return inside(settings);
    }

    private static @Nullable Sourced<SecretText> inside(Settings settings) {
        Sourced<List<Settings>> credentials = settings.get(Setting.CREDENTIALS);
        for (Settings credential : credentials == null ? List.<Settings>of() : credentials.value()) {
            Sourced<SecretText> secret = literal(credential);
            if (secret != null) {
                return secret;
            }
        }
        Sourced<List<Via>> hops = settings.get(Setting.VIA);
        for (Via hop : hops == null ? List.<Via>of() : hops.value()) {
            Sourced<SecretText> secret = hop.own() == null ? null : literal(hop.own());
            if (secret != null) {
                return secret;
            }
        }
        return null;
    }

    /** A warning of a secret that stands in its file literally, where others can read that; else null. */
    public static @Nullable Problem warning(Sourced<SecretText> secret) {
        try {
            Set<PosixFilePermission> mode =
                    Files.getPosixFilePermissions(Path.of(secret.mark().file()));
            if (!mode.contains(PosixFilePermission.GROUP_READ) && !mode.contains(PosixFilePermission.OTHERS_READ)) {
                return null;
            }
            return new Problem(
                    secret.mark(),
                    "a password stands in this file, which others can read (" + PosixFilePermissions.toString(mode)
                            + "): chmod 600 it, or write ${env:NAME} or ${file:PATH}");
        } catch (IOException | UnsupportedOperationException e) {
            return null; // no such file, or a system without such permissions
        }
    }
}
