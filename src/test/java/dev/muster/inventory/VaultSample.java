package dev.muster.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as {@code ansible-vault} documents its format, apart from the code that reads it. */
final class VaultSample {
    private VaultSample() {}

    /** An inventory with an encrypted password and an encrypted file of variables; the password is correct horse. */
    static Path inventory(Path folder) throws IOException {
        String value = encrypted("s3cret", "$ANSIBLE_VAULT;1.1;AES256").indent(12);
        Path file = Files.writeString(
                folder.resolve("hosts.yml"),
                "all:\n  hosts:\n    R1:\n      ansible_host: 192.0.2.1\n      ansible_user: net\n"
                        + "      ansible_password: !vault |\n" + value
                        + "      ansible_become_password: \"{{ vault_enable }}\"\n");
        Files.createDirectories(folder.resolve("group_vars/all"));
        Files.writeString(
                folder.resolve("group_vars/all/vault.yml"),
                encrypted("vault_enable: opensesame\n", "$ANSIBLE_VAULT;1.2;AES256;prod"));
        return file;
    }

    static String encrypted(String text, String header) {
        try {
            byte[] salt = new byte[32];
            java.util.Arrays.fill(salt, (byte) 7);
            var spec = new PBEKeySpec("correct horse".toCharArray(), salt, 10_000, 640);
            byte[] keys = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            int padding = 16 - plain.length % 16;
            byte[] padded = java.util.Arrays.copyOf(plain, plain.length + padding);
            java.util.Arrays.fill(padded, plain.length, padded.length, (byte) padding);
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, 0, 32, "AES"), new IvParameterSpec(keys, 64, 16));
            byte[] secret = cipher.doFinal(padded);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys, 32, 32, "HmacSHA256"));
            HexFormat hex = HexFormat.of();
            String inner =
                    hex.formatHex(salt) + "\n" + hex.formatHex(mac.doFinal(secret)) + "\n" + hex.formatHex(secret);
            String outer = hex.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
            return header + "\n" + outer.replaceAll("(.{80})", "$1\n") + "\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
