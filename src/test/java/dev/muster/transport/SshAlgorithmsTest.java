package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.transport.SshAlgorithms.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which algorithms a device is offered, and how users change that. */
class SshAlgorithmsTest {
    private static final List<String> ALL = List.of("aes-new", "aes-old", "des-old", "des-older", "rc4");
    private static final List<String> DEFAULTS = List.of("aes-new", "aes-old");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | aes-new aes-old",
                "'  '              | aes-new aes-old",
                "+rc4              | aes-new aes-old rc4",
                "' + rc4 , des-old'| aes-new aes-old rc4 des-old",
                "+des*             | aes-new aes-old des-old des-older",
                "+aes-new          | aes-new aes-old",
                "+DES-OLD          | aes-new aes-old des-old",
                "-aes-old          | aes-new",
                "-*-old            | aes-new",
                "-aes*             | ''",
                "^rc4              | rc4 aes-new aes-old",
                "^aes-old          | aes-old aes-new",
                "^des-ol?          | des-old aes-new aes-old",
                "rc4               | rc4",
                "rc4,aes-new,rc4   | rc4 aes-new",
                "*                 | aes-new aes-old des-old des-older rc4",
                "+unknown          | aes-new aes-old",
                "aes.new           | ''",
            })
    void aListAddsRemovesPutsFirstOrReplaces(String wanted, String expected) {
        assertEquals(expected, String.join(" ", SshAlgorithms.expand(ALL, DEFAULTS, wanted)));
    }

    private static List<String> names(List<? extends NamedResource> factories) {
        return factories.stream().map(NamedResource::getName).toList();
    }

    @Test
    void nothingWeakIsOfferedUnlessAskedFor() {
        var offered = new SshAlgorithms(SshOptions.DEFAULT);
        assertTrue(names(offered.ciphers).stream().noneMatch(name -> name.contains("cbc") || name.contains("arcfour")));
        assertTrue(names(offered.kex).stream().noneMatch(name -> name.endsWith("sha1")));
        assertTrue(names(offered.hostKeys).stream().noneMatch(Set.of("ssh-rsa", "ssh-dss")::contains));
        assertEquals("ssh-ed25519", names(offered.hostKeys).getFirst());
    }

    @Test
    void oldAlgorithmsCanBeAskedFor() {
        var offered = new SshAlgorithms(new SshOptions(
                "+diffie-hellman-group14-sha1,diffie-hellman-group1-sha1",
                "+*-cbc",
                "+hmac-md5",
                "+ssh-rsa,ssh-dss",
                false));
        assertTrue(names(offered.ciphers).containsAll(List.of("aes128-cbc", "aes256-cbc", "3des-cbc")));
        assertEquals("diffie-hellman-group1-sha1", names(offered.kex).getLast());
        assertEquals("hmac-md5", names(offered.macs).getLast());
        assertTrue(names(offered.hostKeys).containsAll(List.of("ssh-rsa", "ssh-dss")));
    }

    @Test
    void theKeyTypesThatAreKnownForADeviceComeFirst() {
        var offered = new SshAlgorithms(SshOptions.DEFAULT);
        assertEquals(
                List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-ed25519"),
                names(offered.hostKeys(Set.of("ssh-rsa"))).subList(0, 3));
        assertEquals(names(offered.hostKeys), names(offered.hostKeys(Set.of())));
    }

    @Test
    void aNameThatMatchesNothingIsAMistake() {
        String mistake =
                SshAlgorithms.mistake(Kind.CIPHERS, "+aes128-cbc,aes-none").orElse("");
        assertTrue(mistake.startsWith("no algorithm matches `aes-none`; known: "), mistake);
        assertTrue(mistake.contains("aes128-cbc"), mistake);
    }

    @Test
    void aListThatLeavesNothingIsAMistake() {
        assertEquals(Optional.of("-* leaves nothing to offer"), SshAlgorithms.mistake(Kind.MACS, "-*"));
    }

    @Test
    void wildcardsAndSignsAreNoMistake() {
        assertEquals(Optional.empty(), SshAlgorithms.mistake(Kind.KEX, "^ecdh*"));
        assertEquals(Optional.empty(), SshAlgorithms.mistake(Kind.CIPHERS, "+*cbc"));
        assertEquals(Optional.empty(), SshAlgorithms.mistake(Kind.MACS, "-hmac-sha1"));
        assertEquals(Optional.empty(), SshAlgorithms.mistake(Kind.HOST_KEYS, "+ssh-rsa"));
    }
}
