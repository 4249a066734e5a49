package dev.muster.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PrivateKeyEntryDecoder;
import org.apache.sshd.common.config.keys.PublicKeyEntryDecoder;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.GenericEd25519PublicKeyDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericOpenSSHEd25519PrivateKeyEntryDecoder;

/** Teaches MINA the Ed25519 of the JDK (RFC 8709), so that no other crypto provider is needed. */
final class Ed25519 implements EdDSASupport<EdECPublicKey, EdECPrivateKey> {
    private static final int LENGTH = 32;
    /** RFC 8410, section 4: SubjectPublicKeyInfo of an Ed25519 key up to the key itself. */
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    /** RFC 8410, section 7: PrivateKeyInfo of an Ed25519 key up to the key itself. */
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** Makes MINA use it; to be called before MINA's first use, and harmless again. */
    static void register() {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        if (!SecurityUtils.isEDDSACurveSupported()) {
            SecurityUtils.registerSecurityProvider(new Registrar());
        }
    }

    private static final class Registrar extends AbstractSecurityProviderRegistrar {
        Registrar() {
            super(SecurityUtils.EDDSA);
        }

        @Override
        public boolean isSupported() {
            return Security.getProvider("SunEC") != null;
        }

        @Override
        public Provider getSecurityProvider() {
            return Security.getProvider("SunEC");
        }

        @Override
        public String getDefaultSecurityEntitySupportValue(Class<?> entityType) {
            return "";
        }

        @Override
        public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
            return false;
        }

        @Override
        public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
            return Optional.of(new Ed25519());
        }
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    private static byte[] join(byte[] prefix, byte[] raw) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, joined, prefix.length, raw.length);
        return joined;
    }

    @Override
    public PublicKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getEDDSAPublicKeyEntryDecoder() {
        return new GenericEd25519PublicKeyDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
    }

    @Override
    public PrivateKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getOpenSSHEDDSAPrivateKeyEntryDecoder() {
        return new GenericOpenSSHEd25519PrivateKeyEntryDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
    }

    @Override
    public Signature getEDDSASigner() {
        return new Ed25519Signature();
    }

    @Override
    public int getEDDSAKeySize(Key key) {
        return key instanceof EdECPublicKey || key instanceof EdECPrivateKey ? KEY_SIZE : -1;
    }

    @Override
    public Class<EdECPublicKey> getEDDSAPublicKeyType() {
        return EdECPublicKey.class;
    }

    @Override
    public Class<EdECPrivateKey> getEDDSAPrivateKeyType() {
        return EdECPrivateKey.class;
    }

    @Override
    public boolean compareEDDSAPPublicKeys(PublicKey one, PublicKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    @Override
    public boolean compareEDDSAPrivateKeys(PrivateKey one, PrivateKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    @Override
    public EdECPublicKey recoverEDDSAPublicKey(PrivateKey key) throws GeneralSecurityException {
        // The JDK derives the public half only when it makes a pair, which it does from 32 random bytes.
        byte[] seed = tail(key.getEncoded());
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, LENGTH);
            }
        });
        return (EdECPublicKey) generator.generateKeyPair().getPublic();
    }

    @Override
    public EdECPublicKey generateEDDSAPublicKey(byte[] raw) throws GeneralSecurityException {
        if (raw.length != LENGTH) {
            throw new GeneralSecurityException("an Ed25519 key has 32 bytes, not " + raw.length);
        }
        var spec = new X509EncodedKeySpec(join(PUBLIC_PREFIX, raw));
        return (EdECPublicKey) KeyFactory.getInstance("Ed25519").generatePublic(spec);
    }

    @Override
    public EdECPrivateKey generateEDDSAPrivateKey(byte[] seed) throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(join(PRIVATE_PREFIX, seed));
        return (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    }

    @Override
    public <B extends Buffer> B putRawEDDSAPublicKey(B buffer, PublicKey key) {
        buffer.putBytes(tail(key.getEncoded()));
        return buffer;
    }

    @Override
    public <B extends Buffer> B putEDDSAKeyPair(B buffer, PublicKey publicKey, PrivateKey privateKey) {
        byte[] raw = tail(publicKey.getEncoded());
        buffer.putBytes(raw);
        buffer.putBytes(join(tail(privateKey.getEncoded()), raw));
        return buffer;
    }

    @Override
    public KeySpec createPublicKeySpec(EdECPublicKey key) {
        return new X509EncodedKeySpec(key.getEncoded());
    }

    @Override
    public KeySpec createPrivateKeySpec(EdECPrivateKey key) {
        return new PKCS8EncodedKeySpec(key.getEncoded());
    }

    @Override
    public byte[] getPublicKeyData(EdECPublicKey key) {
        return tail(key.getEncoded());
    }

    @Override
    public byte[] getPrivateKeyData(EdECPrivateKey key) throws IOException {
        return tail(key.getEncoded());
    }

    @Override
    public String getKeyFactoryAlgorithm() {
        return "Ed25519";
    }
}
