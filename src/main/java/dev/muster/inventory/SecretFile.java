package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of passwords that stand in a file which others can read. */
final class SecretFile {
    private SecretFile() {}

    /** One warning at the first such password, or null; the devices come from one file. */
    static @Nullable Problem warning(List<Device> devices) {
        for (Device device : devices) {
            for (Setting<SecretText> setting : List.of(Setting.PASSWORD, Setting.ENABLE_PASSWORD)) {
                Sourced<SecretText> secret = device.settings().get(setting);
                if (secret != null && secret.value().isLiteral()) {
                    return warning(secret);
                }
            }
        }
        return null;
    }

    private static @Nullable Problem warning(Sourced<SecretText> secret) {
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
