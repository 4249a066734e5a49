package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Node;
import org.jspecify.annotations.Nullable;

/**
 * What reading an inventory may need beside its file.
 *
 * @param vault opens what ansible-vault encrypted
 * @param remote whether sources elsewhere, such as NetBox, may be asked; without it they count as sound and empty
 */
public record InventoryAccess(Vault vault, boolean remote) {
    /** The password file that ANSIBLE_VAULT_PASSWORD_FILE names, and sources elsewhere are asked. */
    public static InventoryAccess usual() {
        return new InventoryAccess(Vault.ofEnvironment(), true);
    }

    /** The same, but nobody elsewhere is asked. */
    public InventoryAccess atHome() {
        return new InventoryAccess(vault, false);
    }

    /** A text that may be encrypted, as a secret. */
    SecretText secret(Node.Scalar scalar) {
        return Vault.isEncrypted(scalar.text())
                ? vault.secret(scalar.text(), scalar.mark())
                : new SecretText(scalar.text());
    }

    /** Why a node's text cannot be taken as it is, or null. */
    static @Nullable String encrypted(Node node) {
        return node instanceof Node.Scalar scalar && Vault.isEncrypted(scalar.text()) ? "it is encrypted" : null;
    }
}
