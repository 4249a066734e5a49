package dev.muster.transport;

import java.io.IOException;
import java.security.SecureRandom;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.digest.Digest;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.util.buffer.Buffer;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** Key exchange on Curve25519 (RFC 8731) by Bouncy Castle's own code, which takes a third of the JDK's time. */
final class Curve25519 extends AbstractDH {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret = new byte[X25519.SCALAR_SIZE];
    private byte @Nullable [] theirs;

    /** Makes key exchanges of this kind under one of its names. */
    record Factory(String getName) implements DHFactory, OptionalFeature {
        @Override
        public boolean isSupported() {
            return true;
        }

        @Override
        public boolean isGroupExchange() {
            return false;
        }

        @Override
        public AbstractDH create(Object... none) {
            return new Curve25519();
        }
    }

    @Override
    protected byte[] calculateE() {
        X25519.generatePrivateKey(RANDOM, secret);
        var ours = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(secret, 0, ours, 0);
        return ours;
    }

    @Override
    public void setF(byte[] f) {
        theirs = f.clone();
    }

    @Override
    public boolean isPublicDataAvailable() {
        return true;
    }

    @Override
    public boolean isSharedSecretAvailable() {
        return theirs != null;
    }

    /** RFC 8731, 3: a wrong length and an all-zero secret end the exchange. */
    @Override
    protected byte[] calculateK() throws IOException {
        if (theirs == null || theirs.length != X25519.POINT_SIZE) {
            throw new IOException("the server's key exchange value does not have " + X25519.POINT_SIZE + " bytes");
        }
        var shared = new byte[X25519.POINT_SIZE];
        if (!X25519.calculateAgreement(secret, 0, theirs, 0, shared, 0)) {
            throw new IOException("the server's key exchange value is of small order");
        }
        return stripLeadingZeroes(shared);
    }

    @Override
    protected void checkKeyAgreementNecessity() {
        // the secret is made without a KeyAgreement of the JDK
    }

    @Override
    public void putE(Buffer buffer, byte[] e) {
        buffer.putBytes(e);
    }

    @Override
    public void putF(Buffer buffer, byte[] f) {
        buffer.putBytes(f);
    }

    @Override
    public Digest getHash() {
        return BuiltinDigests.sha256.create();
    }
}
