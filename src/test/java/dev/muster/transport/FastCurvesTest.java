package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;

/** The curves that every login needs, compared with the JDK's. */
class FastCurvesTest {
    private static final String X25519_PREFIX = "302a300506032b656e032100";

    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    @Test
    void bothSidesOfAnExchangeHaveTheSameSecret() throws Exception {
        for (int i = 0; i < 50; i++) {
            KeyPair theirs = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            AbstractDH ours = new Curve25519.Factory("curve25519-sha256").create();
            byte[] e = ours.getE();
            ours.setF(raw(theirs.getPublic()));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(theirs.getPrivate());
            String spki = X25519_PREFIX + HexFormat.of().formatHex(e);
            agreement.doPhase(
                    KeyFactory.getInstance("X25519")
                            .generatePublic(
                                    new X509EncodedKeySpec(HexFormat.of().parseHex(spki))),
                    true);
            assertArrayEquals(AbstractDH.stripLeadingZeroes(agreement.generateSecret()), ours.getK());
        }
    }

    @Test
    void everyExchangeHasASecretOfItsOwn() throws Exception {
        var factory = new Curve25519.Factory("curve25519-sha256");
        assertFalse(Arrays.equals(factory.create().getE(), factory.create().getE()));
    }

    @Test
    void aPointThatGivesAwayTheSecretIsRefused() throws Exception {
        AbstractDH zero = new Curve25519.Factory("curve25519-sha256").create();
        assertEquals(32, zero.getE().length);
        zero.setF(new byte[32]);
        assertTrue(assertThrows(IOException.class, zero::getK).getMessage().contains("small order"));
        AbstractDH cut = new Curve25519.Factory("curve25519-sha256").create();
        assertEquals(32, cut.getE().length);
        cut.setF(new byte[31]);
        assertTrue(assertThrows(IOException.class, cut::getK).getMessage().contains("32 bytes"));
    }

    @Test
    void aSignatureHoldsForItsMessageAndKeyOnly() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] message = "an exchange hash".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(message);
        byte[] signature = signer.sign();
        assertTrue(verified(pair.getPublic(), message, tagged(signature)));
        assertFalse(verified(other.getPublic(), message, tagged(signature)));
        for (int i = 0; i < signature.length; i++) {
            byte[] bent = signature.clone();
            bent[i] ^= 1;
            assertFalse(verified(pair.getPublic(), message, tagged(bent)), "byte " + i);
        }
        message[3] ^= 1;
        assertFalse(verified(pair.getPublic(), message, tagged(signature)));
        assertFalse(verified(pair.getPublic(), message, tagged(Arrays.copyOf(signature, 63))));
    }

    private static boolean verified(PublicKey key, byte[] message, byte[] blob) throws Exception {
        var signature = new Ed25519Signature();
        signature.initVerifier(null, key);
        signature.update(null, message, 0, 5);
        signature.update(null, message, 5, message.length - 5);
        return signature.verify(null, blob);
    }

    private static byte[] tagged(byte[] signature) {
        var buffer = new ByteArrayBuffer();
        buffer.putString("ssh-ed25519");
        buffer.putBytes(signature);
        return buffer.getCompactData();
    }
}
