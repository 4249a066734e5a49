package dev.muster.transport;

import dev.muster.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a TLS connection is made.
 *
 * @param ca a file of certificates in PEM form that are trusted in place of the system's, or null
 * @param cert the client's certificate with those of its issuers in PEM form, or a PKCS#12 file with its key; or null
 * @param key the file of the certificate's private key, or null when it stands in {@code cert}
 * @param passphrase of the key or the PKCS#12 file, or null
 * @param verify false to trust any certificate of any name
 */
public record HttpTls(
        @Nullable Path ca,
        @Nullable Path cert,
        @Nullable Path key,
        @Nullable Secret passphrase,
        boolean verify) {
    /** The system's certificates, no client certificate. */
    public static final HttpTls SYSTEM = new HttpTls(null, null, null, null, true);
}
