package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.transport.HostKeys.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom to trust is read from known_hosts as OpenSSH reads it, and kept where accept-new keeps it. */
class HostKeysTest {
    private static final PublicKey KEY = key();
    private static final PublicKey OTHER = key();

    @TempDir
    Path folder;

    private Path known;
    private Path pins;

    private static PublicKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair().getPublic();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void files() {
        known = folder.resolve("known_hosts");
        pins = folder.resolve("new/pins");
    }

    private static String text(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    private Target target(String host, int port) {
        return new Target(host, port, "cisco", null, HostKeyMode.STRICT, known, SshOptions.DEFAULT);
    }

    private Verdict verdict(String host, int port, PublicKey key) throws IOException {
        return new HostKeys(pins).verdict(target(host, port), key);
    }

    private void write(String... lines) throws IOException {
        Files.write(known, List.of(lines));
    }

    @Test
    void withoutAFileEveryDeviceIsUnknown() throws IOException {
        assertEquals(Verdict.UNKNOWN, verdict("R1", 22, KEY));
    }

    @Test
    void aKnownKeyIsTrustedAndAnotherOneIsAChange() throws IOException {
        write("R1 " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("R1", 22, KEY));
        assertEquals(Verdict.CHANGED, verdict("R1", 22, OTHER));
        assertEquals(Verdict.UNKNOWN, verdict("R2", 22, KEY));
    }

    @Test
    void hostNamesAreTheSameInCapitals() throws IOException {
        write("Core-R1.Example.NET " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("core-r1.example.net", 22, KEY));
        assertEquals(Verdict.TRUSTED, verdict("CORE-R1.example.net", 22, KEY));
    }

    @Test
    void anotherPortIsAnotherEntry() throws IOException {
        write("[R1]:2222 " + text(KEY), "R2 " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("R1", 2222, KEY));
        assertEquals(Verdict.UNKNOWN, verdict("R1", 22, KEY));
        assertEquals(Verdict.UNKNOWN, verdict("R2", 2222, KEY));
        assertEquals(Verdict.CHANGED, verdict("R1", 2222, OTHER));
    }

    @Test
    void ipv6AddressesAreWrittenAsOpenSshWritesThem() throws IOException {
        write("2001:db8::1 " + text(KEY), "[2001:db8::2]:2222 " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("2001:db8::1", 22, KEY));
        assertEquals(Verdict.TRUSTED, verdict("2001:db8::2", 2222, KEY));
        assertEquals(Verdict.UNKNOWN, verdict("2001:db8::3", 22, KEY));
    }

    @Test
    void listsWildcardsAndNegationsAreUnderstood() throws IOException {
        write("R1,R2,192.0.2.1 " + text(KEY), "*.example.net,!bad.example.net " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("R2", 22, KEY));
        assertEquals(Verdict.TRUSTED, verdict("192.0.2.1", 22, KEY));
        assertEquals(Verdict.TRUSTED, verdict("good.example.net", 22, KEY));
        assertEquals(Verdict.UNKNOWN, verdict("bad.example.net", 22, KEY));
    }

    private static String hashed(String host) throws Exception {
        byte[] salt = "a salt of twenty byt".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        byte[] hash = mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(hash);
    }

    @Test
    void hashedEntriesAreUnderstood() throws Exception {
        write(hashed("r1") + " " + text(KEY), hashed("[r1]:2222") + " " + text(OTHER));
        assertEquals(Verdict.TRUSTED, verdict("R1", 22, KEY));
        assertEquals(Verdict.TRUSTED, verdict("r1", 2222, OTHER));
        assertEquals(Verdict.UNKNOWN, verdict("R2", 22, KEY));
    }

    @Test
    void aRevokedKeyIsRefusedWhateverElseIsSaidOfIt() throws IOException {
        write("R1 " + text(KEY), "@revoked * " + text(KEY));
        assertEquals(Verdict.REVOKED, verdict("R1", 22, KEY));
        assertEquals(Verdict.REVOKED, verdict("R9", 22, KEY));
        assertEquals(Verdict.UNKNOWN, verdict("R9", 22, OTHER));
    }

    @Test
    void anAuthorityIsNoHost() throws IOException {
        write("@cert-authority * " + text(KEY));
        assertEquals(Verdict.UNKNOWN, verdict("R1", 22, KEY));
    }

    @Test
    void oneOfSeveralKeysIsEnough() throws IOException {
        write("R1 " + text(OTHER), "R1 " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("R1", 22, KEY));
    }

    @Test
    void linesThatAreNoEntriesTrustNobodyAndHarmNobody() throws IOException {
        write(
                "",
                "# comment",
                "   # another",
                "R1",
                "R1 ssh-none AAAA",
                "R1 ecdsa-sha2-nistp256 %%%",
                "R1 " + text(KEY));
        assertEquals(Verdict.TRUSTED, verdict("R1", 22, KEY));
    }

    @Test
    void theTypesThatAreKnownAreThoseOfTheDevice() throws IOException {
        write("R1 " + text(KEY), "R2 ssh-ed25519 AAAA");
        assertEquals(Set.of("ecdsa-sha2-nistp256"), new HostKeys(pins).knownTypes(target("R1", 22)));
        assertEquals(Set.of(), new HostKeys(pins).knownTypes(target("R3", 22)));
    }

    @Test
    void acceptNewPinsAKeyOnceAndRefusesAnotherLater() throws IOException {
        var keys = new HostKeys(pins);
        assertEquals(Verdict.TRUSTED, keys.pinnedVerdict(target("R1", 2222), KEY));
        assertEquals(Verdict.TRUSTED, keys.pinnedVerdict(target("R1", 2222), KEY));
        assertEquals(Verdict.CHANGED, keys.pinnedVerdict(target("R1", 2222), OTHER));
        assertEquals(List.of("[r1]:2222 " + text(KEY)), Files.readAllLines(pins));
        var later = new HostKeys(pins);
        assertEquals(Verdict.TRUSTED, later.verdict(target("R1", 2222), KEY));
        assertEquals(Verdict.CHANGED, later.pinnedVerdict(target("R1", 2222), OTHER));
        assertEquals(1, Files.readAllLines(pins).size());
        assertFalse(Files.exists(known), "the user's own file is only read");
    }

    @Test
    void acceptNewNeverPinsARevokedKey() throws IOException {
        write("@revoked * " + text(KEY));
        assertEquals(Verdict.REVOKED, new HostKeys(pins).pinnedVerdict(target("R1", 22), KEY));
        assertFalse(Files.exists(pins));
    }

    @Test
    void thePinsAreTheUsersOwn() throws IOException {
        new HostKeys(pins).pinnedVerdict(target("R1", 22), KEY);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pins)));
    }

    @Test
    void theLineThatIsShownIsTheLineThatIsTrusted() throws IOException {
        write(HostKeys.line(target("R1", 2222), KEY), HostKeys.line(target("2001:db8::1", 22), OTHER));
        assertEquals(Verdict.TRUSTED, verdict("R1", 2222, KEY));
        assertEquals(Verdict.TRUSTED, verdict("2001:db8::1", 22, OTHER));
        assertTrue(Files.readString(known).startsWith("[r1]:2222 ecdsa-sha2-nistp256 "));
    }
}
