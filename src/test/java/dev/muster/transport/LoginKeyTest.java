package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.secret.Secret;
import dev.muster.testkit.OpenSsh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginKeyTest {
    private static final Secret RIGHT = Secret.of("right horse");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsKeygen() {
        OpenSsh.needs("ssh-keygen");
    }

    private static LoginKey read(Path file, Secret passphrase) throws Exception {
        return LoginKey.read("k", Files.readAllBytes(file), passphrase);
    }

    private static String whyNot(byte[] content, Secret passphrase) {
        return assertThrows(LoginKey.Unusable.class, () -> LoginKey.read("k", content, passphrase))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ed25519",
                "-t rsa -b 2048",
                "-t rsa -b 2048 -m PEM",
                "-t rsa -b 2048 -m PKCS8",
                "-t ecdsa -b 256",
                "-t ecdsa -b 384 -m PEM",
                "-t ecdsa -b 521 -m PKCS8"
            })
    void aKeyOfAnyUsualFormIsReadPlainAndEncrypted(String options) throws Exception {
        var ssh = new OpenSsh(folder);
        Path plain = ssh.key("plain", "", options.split(" "));
        assertTrue(read(plain, null).toString().startsWith(OpenSsh.fingerprint(plain)));

        Path encrypted = ssh.key("encrypted", RIGHT.reveal(), options.split(" "));
        assertTrue(read(encrypted, RIGHT).toString().startsWith(OpenSsh.fingerprint(encrypted)));
        byte[] content = Files.readAllBytes(encrypted);
        assertEquals("is encrypted: it needs a `passphrase`", whyNot(content, null));
        assertEquals("cannot be decrypted: the `passphrase` is wrong", whyNot(content, Secret.of("wrong")));
    }

    @Test
    void anEd25519KeyOfOpenSslHasItsPublicHalfWorkedOut() throws Exception {
        OpenSsh.needs("openssl");
        Path file = folder.resolve("pkcs8");
        OpenSsh.run("openssl", "genpkey", "-algorithm", "ed25519", "-out", file.toString());
        // OpenSSH 9 reads no such file itself; the public key that OpenSSL shows ends in the raw key.
        String shown = OpenSsh.run("openssl", "pkey", "-in", file.toString(), "-pubout", "-outform", "PEM");
        byte[] mine = read(file, null).pair().getPublic().getEncoded();
        assertEquals(
                shown.lines().filter(line -> !line.startsWith("-")).toList(),
                List.of(java.util.Base64.getEncoder().encodeToString(mine)));
    }

    @Test
    void whatIsNoKeySaysWhatItIs() throws Exception {
        Path key = new OpenSsh(folder).key("a", "", "-t", "ed25519");
        assertEquals(
                "is a public key; the private one is needed", whyNot(Files.readAllBytes(Path.of(key + ".pub")), null));
        assertEquals("is no private key", whyNot("hello".getBytes(StandardCharsets.UTF_8), null));
        String putty = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n";
        assertTrue(whyNot(putty.getBytes(StandardCharsets.UTF_8), null).contains("puttygen"));
        String cut = Files.readString(key).substring(0, 120) + "\n-----END OPENSSH PRIVATE KEY-----\n";
        assertTrue(whyNot(cut.getBytes(StandardCharsets.UTF_8), null).startsWith("cannot be read"));
    }

    @Test
    void aKeyNeverPrints() throws Exception {
        Path file = new OpenSsh(folder).key("a", "", "-t", "ed25519");
        String shown = read(file, null).toString();
        assertEquals(OpenSsh.fingerprint(file) + " (k)", shown);
        assertFalse(Files.readString(file).contains(shown));
    }
}
