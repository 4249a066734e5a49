package dev.muster.inventory;

import dev.muster.secret.SecretSources;

/**
 * What reading an inventory may need beside its file.
 *
 * @param vault opens what ansible-vault encrypted
 * @param sources where the secrets for other systems, such as NetBox, come from
 * @param remote whether such systems may be asked; without it they count as sound and empty
 */
public record InventoryAccess(AnsibleVault vault, SecretSources sources, boolean remote) {
    /** The password file that ANSIBLE_VAULT_PASSWORD_FILE names, and other systems are asked. */
    public static InventoryAccess usual() {
        return new InventoryAccess(AnsibleVault.ofEnvironment(), SecretSources.unattended(), true);
    }

    /** The same, but nobody elsewhere is asked. */
    public InventoryAccess atHome() {
        return new InventoryAccess(vault, sources, false);
    }
}
