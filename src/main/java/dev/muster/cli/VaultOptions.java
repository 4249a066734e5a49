package dev.muster.cli;

import dev.muster.inventory.AnsibleVault;
import dev.muster.inventory.InventoryAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How inventories get at what they keep elsewhere: what ansible-vault encrypted, NetBox's token. */
final class VaultOptions {
    @Option(
            names = "--vault-password-file",
            paramLabel = "FILE",
            description =
                    "The password of ansible-vault for an Ansible inventory (default: $ANSIBLE_VAULT_PASSWORD_FILE).")
    private @Nullable Path passwordFile;

    @Option(names = "--ask-vault-pass", description = "Ask for the password of ansible-vault.")
    private boolean ask;

    InventoryAccess access(Map<String, String> environment) throws WrongInput {
        Path file = passwordFile;
        if (file != null && !Files.isRegularFile(file)) {
            throw new WrongInput("--vault-password-file: no such file: " + file);
        }
        AnsibleVault vault = file != null
                ? AnsibleVault.of(file)
                : ask ? AnsibleVault.asking(() -> typed(environment)) : AnsibleVault.ofEnvironment();
        return new InventoryAccess(vault, KeystorePassword.sources(environment), true);
    }

    private static @Nullable String typed(Map<String, String> environment) {
        char[] typed = HiddenQuestion.ask("Password of ansible-vault: ", environment);
        return typed == null ? null : new String(typed);
    }
}
