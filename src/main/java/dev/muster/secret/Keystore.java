package dev.muster.secret;

import dev.muster.secret.SecretText.Missing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Secrets by name in a PKCS#12 file (RFC 7292) that one password opens; names know no upper and lower case. */
public final class Keystore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final long MOST_FILE_BYTES = 16 << 20;
    private static final int MOST_SECRET_BYTES = 64 << 10;

    private final Path file;
    private final char[] password;
    private final KeyStore entries;

    /** Gives the password that opens the keystore. */
    public interface Password {
        /** @throws Missing when nobody gives one, with what to do */
        char[] ask() throws Missing;
    }

    private Keystore(Path file, char[] password, KeyStore entries) {
        this.file = file;
        this.password = password.clone();
        this.entries = entries;
    }

    /** Where the keystore lies: {@code MUSTER_KEYSTORE}, else {@code ~/.config/muster/secrets.p12}. */
    public static Path file(Map<String, String> environment) {
        String named = environment.get("MUSTER_KEYSTORE");
        return named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".config", "muster", "secrets.p12");
    }

    /**
     * The password as unattended runs get it: {@code MUSTER_KEYSTORE_PASSWORD_FILE}, else
     * {@code MUSTER_KEYSTORE_PASSWORD}.
     *
     * @throws Missing when neither is set, or the file cannot be read
     */
    public static char[] password(Map<String, String> environment) throws Missing {
        String named = environment.get("MUSTER_KEYSTORE_PASSWORD_FILE");
        if (named != null) {
            try {
                return Files.readString(Path.of(named)).stripTrailing().toCharArray();
            } catch (IOException e) {
                throw new Missing("MUSTER_KEYSTORE_PASSWORD_FILE " + named + " cannot be read: "
                        + e.getClass().getSimpleName());
            }
        }
        String value = environment.get("MUSTER_KEYSTORE_PASSWORD");
        if (value == null) {
            throw new Missing("the keystore needs its password: set MUSTER_KEYSTORE_PASSWORD_FILE (or"
                    + " MUSTER_KEYSTORE_PASSWORD), or run muster at a terminal");
        }
        return value.toCharArray();
    }

    /** Why no secret can have this name; null when one can. */
    public static @Nullable String mistake(String name) {
        return NAME.matcher(lower(name)).matches()
                ? null
                : "a secret's name has 1 to 100 letters, digits, dots, dashes and underscores, not `" + name + "`";
    }

    /**
     * The keystore in a file; an empty one where there is no file yet.
     *
     * @throws Missing when the password is wrong or the file is no keystore
     */
    public static Keystore open(Path file, char[] password) throws Missing {
        try {
            KeyStore entries = KeyStore.getInstance("PKCS12");
            if (!Files.exists(file)) {
                entries.load(null, password);
                return new Keystore(file, password, entries);
            }
            if (Files.size(file) > MOST_FILE_BYTES) {
                throw new Missing("keystore " + file + " is larger than 16 MiB: it is none of Muster's");
            }
            entries.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
            return new Keystore(file, password, entries);
        } catch (IOException e) {
            throw new Missing("keystore " + file + " cannot be opened: " + reason(e));
        } catch (GeneralSecurityException e) {
            throw new Missing("keystore " + file + " cannot be opened: " + e.getMessage());
        }
    }

    private static String reason(IOException e) {
        return e.getCause() instanceof java.security.UnrecoverableKeyException
                ? "the password is wrong"
                : "it is damaged or no PKCS#12 file, or cannot be read ("
                        + e.getClass().getSimpleName() + ")";
    }

    /** The names of its secrets. */
    public SortedSet<String> names() {
        try {
            return new TreeSet<>(Collections.list(entries.aliases()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // only of a keystore that was never loaded
        }
    }

    /**
     * A secret.
     *
     * @throws Missing when there is none of this name, with those that there are
     */
    String get(String name) throws Missing {
        try {
            if (!(entries.getKey(lower(name), password) instanceof SecretKey key)) {
                throw new Missing("no secret `" + name + "` in " + file + "; there are: " + String.join(", ", names()));
            }
            byte[] bytes = key.getEncoded();
            String value = new String(bytes, StandardCharsets.UTF_8);
            Arrays.fill(bytes, (byte) 0);
            return value;
        } catch (GeneralSecurityException e) {
            throw new Missing("secret `" + name + "` in " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Sets or replaces a secret; {@link #save} makes it last.
     *
     * @throws Missing when it is empty, too long, or has no possible name
     */
    public void set(String name, char[] value) throws Missing {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(value));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            String mistake = mistake(name);
            if (mistake != null || bytes.length == 0 || bytes.length > MOST_SECRET_BYTES) {
                throw new Missing(mistake == null ? "a secret has 1 byte to 64 KiB" : mistake);
            }
            var entry = new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES"));
            entries.setEntry(lower(name), entry, new KeyStore.PasswordProtection(password));
        } catch (GeneralSecurityException e) {
            throw new Missing("secret `" + name + "` cannot be kept: " + e.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            encoded.clear();
            encoded.put(new byte[encoded.remaining()]);
        }
    }

    /** Removes a secret; tells whether there was one. */
    public boolean remove(String name) {
        try {
            boolean there = entries.containsAlias(lower(name));
            if (there) {
                entries.deleteEntry(lower(name));
            }
            return there;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // only of a keystore that was never loaded
        }
    }

    /**
     * Writes the file, readable by its owner only, all of it or nothing.
     *
     * @throws IOException with the file's name
     */
    public void save() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            entries.store(bytes, password);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        PrivateFile.write(file, bytes.toByteArray());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
