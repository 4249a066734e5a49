package dev.muster.inventory;

import dev.muster.secret.SecretText;
import dev.muster.secret.SecretText.Missing;
import dev.muster.yaml.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Opens what {@code ansible-vault} encrypted (formats 1.1 and 1.2, AES256). */
public final class AnsibleVault {
    /** The variable that names the password's file, for Ansible as for Muster. */
    public static final String VARIABLE = "ANSIBLE_VAULT_PASSWORD_FILE";

    private static final String HEADER = "$ANSIBLE_VAULT;";
    private static final String HOW = "name its password's file with --vault-password-file or " + VARIABLE;
    private static final int ROUNDS = 10_000;
    private static final int KEY_BITS = 256;
    private static final int BLOCK_BITS = 128;

    private final Supplier<@Nullable Path> file;
    private final Supplier<@Nullable String> typed;
    private @Nullable String password;

    private AnsibleVault(Supplier<@Nullable Path> file, Supplier<@Nullable String> typed) {
        this.file = file;
        this.typed = typed;
    }

    /** With the password in the file that the environment names. */
    public static AnsibleVault ofEnvironment() {
        return new AnsibleVault(
                () -> {
                    String name = System.getenv().get(VARIABLE);
                    return name == null || name.isBlank() ? null : Mark.of("x").path(name);
                },
                () -> null);
    }

    /** With the password in a file. */
    public static AnsibleVault of(Path file) {
        return new AnsibleVault(() -> file, () -> null);
    }

    /** With a password that is asked for when it is first needed. */
    public static AnsibleVault asking(Supplier<@Nullable String> typed) {
        return new AnsibleVault(() -> null, typed);
    }

    /** Whether a text is encrypted. */
    static boolean isEncrypted(String text) {
        return text.startsWith(HEADER);
    }

    /** An encrypted text as a secret that is opened when it is needed. */
    SecretText secret(String encrypted, Mark mark) {
        return SecretText.locked("(ansible-vault)", () -> {
            try {
                return open(encrypted);
            } catch (Missing e) {
                throw new Missing(mark + ": " + e.getMessage());
            }
        });
    }

    /** @throws Missing with what to do: no password, a wrong one, or a damaged text */
    String open(String encrypted) throws Missing {
        String[] lines = encrypted.strip().split("\\R", 2);
        String[] header = lines[0].strip().split(";", -1);
        boolean known = header.length >= 3 && header[1].matches("1\\.[12]") && header[2].equals("AES256");
        if (!known || lines.length < 2) {
            throw new Missing("an encrypted text of ansible-vault begins with $ANSIBLE_VAULT;1.1;AES256 or 1.2; found `"
                    + lines[0] + "`");
        }
        try {
            byte[] outer = HexFormat.of().parseHex(lines[1].replaceAll("\\s", ""));
            String[] parts = new String(outer, StandardCharsets.US_ASCII).split("\n", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("three parts");
            }
            HexFormat hex = HexFormat.of();
            return decrypted(hex.parseHex(parts[0]), hex.parseHex(parts[1]), hex.parseHex(parts[2]));
        } catch (IllegalArgumentException e) {
            throw new Missing("the encrypted text is damaged");
        } catch (GeneralSecurityException e) {
            throw new Missing("the encrypted text cannot be opened: " + e.getMessage());
        }
    }

    private String decrypted(byte[] salt, byte[] proof, byte[] secret) throws GeneralSecurityException, Missing {
        var spec = new PBEKeySpec(password().toCharArray(), salt, ROUNDS, 2 * KEY_BITS + BLOCK_BITS);
        byte[] keys = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys, KEY_BITS / 8, KEY_BITS / 8, "HmacSHA256"));
        if (!MessageDigest.isEqual(mac.doFinal(secret), proof)) {
            throw new Missing("the vault's password is wrong");
        }
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        var iv = new IvParameterSpec(keys, 2 * KEY_BITS / 8, BLOCK_BITS / 8);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(keys, 0, KEY_BITS / 8, "AES"), iv);
        byte[] padded = cipher.doFinal(secret);
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        return new String(Arrays.copyOf(padded, Math.max(0, padded.length - padding)), StandardCharsets.UTF_8);
    }

    private synchronized String password() throws Missing {
        if (password == null) {
            password = read();
        }
        return password;
    }

    private String read() throws Missing {
        Path from = file.get();
        if (from != null) {
            try {
                if (Files.isExecutable(from)) {
                    throw new Missing("vault password file " + from + " is a program, which is not run; " + HOW);
                }
                return Files.readString(from, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new Missing("vault password file " + from + " cannot be read: "
                        + e.getClass().getSimpleName());
            }
        }
        String asked = typed.get();
        if (asked == null) {
            throw new Missing("encrypted by ansible-vault; " + HOW);
        }
        return asked;
    }
}
