package dev.muster.transport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * The algorithms offered to a device: today's by default, older ones only where {@link SshOptions} ask for them.
 *
 * <p>CBC ciphers, SHA-1 key exchanges and ssh-rsa and ssh-dss signatures are never offered by default.
 */
public final class SshAlgorithms {
    private static final List<String> KEX = List.of(
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "diffie-hellman-group-exchange-sha256",
            "diffie-hellman-group16-sha512",
            "diffie-hellman-group18-sha512",
            "diffie-hellman-group14-sha256");
    private static final List<String> CIPHERS = List.of(
            "aes128-gcm@openssh.com",
            "aes256-gcm@openssh.com",
            "aes128-ctr",
            "aes192-ctr",
            "aes256-ctr",
            "chacha20-poly1305@openssh.com");
    private static final List<String> MACS = List.of(
            "hmac-sha2-256-etm@openssh.com",
            "hmac-sha2-512-etm@openssh.com",
            "hmac-sha2-256",
            "hmac-sha2-512",
            "hmac-sha1");
    private static final List<String> HOST_KEYS = List.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "rsa-sha2-512",
            "rsa-sha2-256");

    private static final Map<String, KeyExchangeFactory> ALL_KEX = byName(
            Stream.of(BuiltinDHFactories.values())
                    .filter(OptionalFeature::isSupported)
                    .map(SshAlgorithms::fast),
            ClientBuilder.DH2KEX);
    private static final Map<String, NamedFactory<Cipher>> ALL_CIPHERS = byName(
            Stream.of(BuiltinCiphers.values()).filter(cipher -> cipher.isSupported() && cipher != BuiltinCiphers.none),
            cipher -> cipher);
    private static final Map<String, NamedFactory<Mac>> ALL_MACS =
            byName(Stream.of(BuiltinMacs.values()).filter(OptionalFeature::isSupported), mac -> mac);
    private static final Map<String, NamedFactory<Signature>> ALL_HOST_KEYS = signatures();

    final List<KeyExchangeFactory> kex;
    final List<NamedFactory<Cipher>> ciphers;
    final List<NamedFactory<Mac>> macs;
    final List<NamedFactory<Signature>> hostKeys;

    SshAlgorithms(SshOptions options) {
        kex = chosen(ALL_KEX, KEX, options.kex());
        ciphers = chosen(ALL_CIPHERS, CIPHERS, options.ciphers());
        macs = chosen(ALL_MACS, MACS, options.macs());
        hostKeys = chosen(ALL_HOST_KEYS, HOST_KEYS, options.hostKeys());
    }

    /** The signatures offered, those of the key types known for a device first: it then shows a key that can be checked. */
    List<NamedFactory<Signature>> hostKeys(Set<String> knownTypes) {
        if (knownTypes.isEmpty()) {
            return hostKeys;
        }
        return hostKeys.stream()
                .sorted(Comparator.comparing(
                        signature -> !knownTypes.contains(KeyUtils.getCanonicalKeyType(signature.getName()))))
                .toList();
    }

    /** Signatures by which a user's key may prove itself: the usual ones, and older ones where host keys may be older. */
    List<NamedFactory<Signature>> userKeys() {
        return Stream.concat(chosen(ALL_HOST_KEYS, HOST_KEYS, "").stream(), hostKeys.stream())
                .distinct()
                .toList();
    }

    private static DHFactory fast(BuiltinDHFactories known) {
        return switch (known) {
            case curve25519, curve25519_libssh -> new Curve25519.Factory(known.getName());
            default -> known;
        };
    }

    private static Map<String, NamedFactory<Signature>> signatures() {
        Ed25519.register();
        return byName(
                Stream.of(BuiltinSignatures.values()).filter(OptionalFeature::isSupported), signature -> signature);
    }

    private static <B extends NamedResource, F> Map<String, F> byName(Stream<B> all, Function<B, F> factory) {
        return all.collect(
                Collectors.toMap(NamedResource::getName, factory, (first, second) -> first, LinkedHashMap::new));
    }

    private static <F> List<F> chosen(Map<String, F> all, List<String> defaults, String wanted) {
        return expand(all.keySet().stream().toList(), defaults, wanted).stream()
                .filter(all::containsKey)
                .map(name -> java.util.Objects.requireNonNull(all.get(name)))
                .toList();
    }

    /** Applies a list such as {@code +aes128-cbc,3des*} to the defaults. */
    static List<String> expand(List<String> all, List<String> defaults, String wanted) {
        if (wanted.isBlank()) {
            return defaults;
        }
        char how = wanted.strip().charAt(0);
        boolean modifies = how == '+' || how == '-' || how == '^';
        var named = new ArrayList<String>();
        for (String pattern : (modifies ? wanted.strip().substring(1) : wanted).split(",", -1)) {
            all.stream().filter(glob(pattern.strip()).asMatchPredicate()).forEach(named::add);
        }
        return switch (how) {
            case '+' -> joined(defaults, named);
            case '^' -> joined(named, defaults);
            case '-' -> defaults.stream().filter(name -> !named.contains(name)).toList();
            default -> named.stream().distinct().toList();
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    private static Pattern glob(String glob) {
        return Pattern.compile(
                Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.CASE_INSENSITIVE);
    }

    /** The four lists of {@link SshOptions}. */
    public enum Kind {
        KEX,
        CIPHERS,
        MACS,
        HOST_KEYS
    }

    /** What is wrong with a list of this kind, if anything. */
    public static Optional<String> mistake(Kind kind, String wanted) {
        return switch (kind) {
            case KEX -> mistake(ALL_KEX.keySet(), KEX, wanted);
            case CIPHERS -> mistake(ALL_CIPHERS.keySet(), CIPHERS, wanted);
            case MACS -> mistake(ALL_MACS.keySet(), MACS, wanted);
            case HOST_KEYS -> mistake(ALL_HOST_KEYS.keySet(), HOST_KEYS, wanted);
        };
    }

    private static Optional<String> mistake(Collection<String> all, List<String> defaults, String wanted) {
        String names = wanted.strip().replaceFirst("^[-+^]", "");
        for (String name : names.split(",", -1)) {
            if (all.stream().noneMatch(glob(name.strip()).asMatchPredicate())) {
                return Optional.of("no algorithm matches `" + name.strip() + "`; known: " + String.join(", ", all));
            }
        }
        boolean none = expand(List.copyOf(all), defaults, wanted).isEmpty();
        return none ? Optional.of(wanted.strip() + " leaves nothing to offer") : Optional.empty();
    }
}
