package dev.muster.lab;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** The algorithms and host keys that a lab's SSH server offers. */
final class LabAlgorithms {
    private LabAlgorithms() {}

    static void offer(SshServer server, LabOptions options) {
        if (options.kex().isEmpty()) {
            // A thousand devices share one process: the post-quantum exchanges cost it several times the others.
            server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                    .filter(kex -> !kex.getName().startsWith("sntrup")
                            && !kex.getName().startsWith("mlkem"))
                    .toList());
        } else {
            server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                    false,
                    BuiltinDHFactories.parseDHFactoriesList(options.kex()).getParsedFactories(),
                    ServerBuilder.DH2KEX));
        }
        if (!options.ciphers().isEmpty()) {
            server.setCipherFactories(List.copyOf(
                    BuiltinCiphers.parseCiphersList(options.ciphers()).getParsedFactories()));
        }
        if (!options.macs().isEmpty()) {
            server.setMacFactories(
                    List.copyOf(BuiltinMacs.parseMacsList(options.macs()).getParsedFactories()));
        }
        if (!options.hostKeys().isEmpty()) {
            server.setSignatureFactories(List.copyOf(
                    BuiltinSignatures.parseSignatureList(options.hostKeys()).getParsedFactories()));
        }
    }

    /** Keys for the types that are offered, made anew for each lab and kept in memory only. */
    static List<KeyPair> hostKeys(LabOptions options) {
        boolean all = options.hostKeys().isEmpty();
        var keys = new ArrayList<KeyPair>();
        try {
            if (all || options.hostKeys().contains("ecdsa-sha2-nistp256")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                keys.add(generator.generateKeyPair());
            }
            if (options.hostKeys().stream().anyMatch(type -> type.contains("rsa"))) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys.add(generator.generateKeyPair());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make host keys", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no host key of a type among " + options.hostKeys());
        }
        return keys;
    }
}
