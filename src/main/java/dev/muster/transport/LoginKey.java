package dev.muster.transport;

import dev.muster.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** A private key that a user logs in with, in OpenSSH's form or as PEM, encrypted or not; it never prints. */
public final class LoginKey {
    private static final int MOST_BYTES = 64 << 10;
    private static final String PKCS8_ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    private final String name;
    private final KeyPair pair;

    private LoginKey(String name, KeyPair pair) {
        this.name = name;
        this.pair = pair;
    }

    /** Why a text is no key that can be used, as a sentence's end: "is encrypted: it needs a `passphrase`". */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether a text is a key itself, not the name of a file. */
    public static boolean isKey(String text) {
        return text.stripLeading().startsWith("-----BEGIN ") || text.startsWith("PuTTY-User-Key-File-");
    }

    /**
     * Reads a private key.
     *
     * @param name what people call it, such as its file
     * @param passphrase for an encrypted key, or null
     */
    public static LoginKey read(String name, byte[] content, @Nullable Secret passphrase) throws Unusable {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (content.length > MOST_BYTES || !isKey(text)) {
            boolean isPublic = text.stripLeading().matches("(?s)(ssh|ecdsa|sk)-\\S+ AAAA.*");
            throw new Unusable(isPublic ? "is a public key; the private one is needed" : "is no private key");
        }
        if (text.startsWith("PuTTY-")) {
            throw new Unusable("is a key of PuTTY: convert it with `puttygen KEY -O private-openssh -o NEW`");
        }
        Ed25519.register();
        var secrets = new Asked(passphrase);
        try {
            // A line end is missing where the key came through ${file:} or a YAML text.
            String plain = text.startsWith(PKCS8_ENCRYPTED) ? decrypted(text, secrets) : text;
            var stream = new ByteArrayInputStream((plain.strip() + "\n").getBytes(StandardCharsets.ISO_8859_1));
            return new LoginKey(
                    name,
                    first(SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(name), stream, secrets)));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Unusable(why(e, secrets));
        }
    }

    /** The same key unencrypted, where it is encrypted as PKCS#8 has it; any other text as it is. */
    static String decrypted(String text, @Nullable Secret passphrase) throws IOException, GeneralSecurityException {
        return text.startsWith(PKCS8_ENCRYPTED) ? decrypted(text, new Asked(passphrase)) : text;
    }

    /** RFC 5958, 3, which MINA leaves to Bouncy Castle. */
    private static String decrypted(String text, Asked secrets) throws IOException, GeneralSecurityException {
        String passphrase = secrets.getPassword(null, NamedResource.ofName("key"), 0);
        if (passphrase == null) {
            throw new StreamCorruptedException("no passphrase");
        }
        String base64 = text.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
        var info = new EncryptedPrivateKeyInfo(Base64.getDecoder().decode(base64));
        String scheme = info.getAlgParameters().toString(); // such as PBEWithHmacSHA256AndAES_256
        var key = SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase.toCharArray()));
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        byte[] plain = info.getKeySpec(cipher).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(plain)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair first(@Nullable Iterable<KeyPair> pairs) throws StreamCorruptedException {
        Iterator<KeyPair> each = pairs == null ? java.util.Collections.emptyIterator() : pairs.iterator();
        if (!each.hasNext()) {
            throw new StreamCorruptedException("no key in it");
        }
        return each.next();
    }

    private static String why(Exception e, Asked secrets) {
        if (secrets.asked && secrets.passphrase == null) {
            return "is encrypted: it needs a `passphrase`";
        }
        if (e instanceof NoSuchAlgorithmException) {
            return "is of a kind that cannot be read here: " + e.getMessage();
        }
        return secrets.asked
                ? "cannot be decrypted: the `passphrase` is wrong"
                : "cannot be read: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    /** Gives the passphrase and remembers that it was wanted. */
    private static final class Asked implements FilePasswordProvider {
        private final @Nullable Secret passphrase;
        private boolean asked;

        Asked(@Nullable Secret passphrase) {
            this.passphrase = passphrase;
        }

        @Override
        public @Nullable String getPassword(
                org.apache.sshd.common.session.@Nullable SessionContext session, NamedResource key, int retry) {
            asked = true;
            return passphrase == null ? null : passphrase.reveal();
        }
    }

    KeyPair pair() {
        return pair;
    }

    /** Its fingerprint and what people call it. */
    @Override
    public String toString() {
        return KeyUtils.getFingerPrint(pair.getPublic()) + " (" + name + ")";
    }
}
