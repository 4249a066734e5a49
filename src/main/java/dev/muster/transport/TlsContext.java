package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes of files what the JDK's TLS needs. */
final class TlsContext {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----");
    private static final char[] NO_PASSPHRASE = new char[0];

    private TlsContext() {}

    static SSLContext of(HttpTls tls) throws DeviceException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(clientKeys(tls), new TrustManager[] {trust(tls)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable("TLS cannot be set up: " + ConnectFailure.reason(e));
        }
    }

    private static X509ExtendedTrustManager trust(HttpTls tls) throws DeviceException, GeneralSecurityException {
        if (!tls.verify()) {
            return new TrustAny();
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(tls.ca() == null ? null : authorities(tls.ca()));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return new TrustTold(found);
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static KeyStore authorities(Path file) throws DeviceException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(file, "ca")) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file, String key) throws DeviceException {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read(file, key)));
            if (found.isEmpty()) {
                throw unusable("`" + key + "`: no certificate in " + file);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw unusable("`" + key + "`: " + file + " holds no certificate in PEM form: " + ConnectFailure.reason(e));
        }
    }

    private static KeyManager @Nullable [] clientKeys(HttpTls tls) throws DeviceException, GeneralSecurityException {
        Path cert = tls.cert();
        if (cert == null) {
            return null;
        }
        byte[] content = read(cert, "cert");
        boolean pem = new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
        char[] passphrase = passphrase(tls.passphrase());
        KeyStore store = pem ? pem(tls, cert) : pkcs12(cert, content, passphrase);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, pem ? NO_PASSPHRASE : passphrase);
        return factory.getKeyManagers();
    }

    private static char[] passphrase(@Nullable Secret passphrase) {
        return passphrase == null ? NO_PASSPHRASE : passphrase.reveal().toCharArray();
    }

    private static KeyStore pkcs12(Path file, byte[] content, char[] passphrase)
            throws DeviceException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), passphrase);
            return store;
        } catch (IOException e) {
            throw unusable("`cert`: " + file + " is neither PEM nor PKCS#12 that this `passphrase` opens");
        }
    }

    private static KeyStore pem(HttpTls tls, Path cert) throws DeviceException, GeneralSecurityException {
        Path file = tls.key() == null ? cert : tls.key();
        try {
            String text = new String(read(file, "key"), StandardCharsets.ISO_8859_1);
            Matcher found = PRIVATE_KEY.matcher(text); // a file may hold certificates beside it
            PrivateKey key = privateKey(file, found.find() ? found.group() : text, tls.passphrase());
            KeyStore store = empty();
            store.setKeyEntry(
                    "client", key, NO_PASSPHRASE, certificates(cert, "cert").toArray(new Certificate[0]));
            return store;
        } catch (LoginKey.Unusable e) {
            throw unusable("`key`: " + file + " " + e.getMessage());
        }
    }

    /** PKCS#8 says itself what it holds; what stands in older forms MINA reads. */
    private static PrivateKey privateKey(Path file, String text, @Nullable Secret passphrase)
            throws DeviceException, LoginKey.Unusable {
        try {
            String plain = LoginKey.decrypted(text, passphrase);
            if (plain.startsWith("-----BEGIN PRIVATE KEY-----")) {
                String base64 = plain.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
                var content = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
                PrivateKey key = ofAnyKind(content);
                if (key != null) {
                    return key;
                }
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("`key`: " + file + " cannot be read, or its `passphrase` is missing or wrong");
        }
        return LoginKey.read(file.toString(), text.getBytes(StandardCharsets.ISO_8859_1), passphrase)
                .pair()
                .getPrivate();
    }

    private static @Nullable PrivateKey ofAnyKind(PKCS8EncodedKeySpec content) throws GeneralSecurityException {
        for (String kind : List.of("RSA", "EC", "Ed25519")) {
            KeyFactory factory = KeyFactory.getInstance(kind);
            try {
                return factory.generatePrivate(content);
            } catch (InvalidKeySpecException e) {
                // of another kind, which comes next
            }
        }
        return null;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static byte[] read(Path file, String key) throws DeviceException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unusable("`" + key + "`: there is no file " + file);
        } catch (IOException e) {
            throw unusable("`" + key + "`: " + file + " cannot be read: " + ConnectFailure.reason(e));
        }
    }

    private static DeviceException unusable(String why) {
        return new DeviceException(Failure.of(FailureKind.TLS, Stage.CONNECT, why)
                .withHint("look at `ca`, `cert`, `key` and `passphrase` under `http:`"));
    }
}
