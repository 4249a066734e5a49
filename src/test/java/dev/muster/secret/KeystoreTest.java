package dev.muster.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets by name in a PKCS#12 file. */
class KeystoreTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("conf").resolve("secrets.p12");
    }

    private void keep(String name, String value) throws SecretText.Missing, IOException {
        Keystore keystore = Keystore.open(file, PASSWORD);
        keystore.set(name, value.toCharArray());
        keystore.save();
    }

    private String resolved(String text, String password) throws SecretText.Missing {
        Map<String, String> environment =
                Map.of("MUSTER_KEYSTORE", file.toString(), "MUSTER_KEYSTORE_PASSWORD", password);
        return new SecretText(text)
                .resolve(folder, new SecretSources(environment, () -> Keystore.password(environment)));
    }

    private String missing(String text, String password) {
        return String.valueOf(assertThrows(SecretText.Missing.class, () -> resolved(text, password))
                .getMessage());
    }

    @Test
    void whatIsKeptIsFoundByItsNameInAnyCase() throws Exception {
        keep("Enable", "pä$$ \\1 wörd");
        assertEquals("<pä$$ \\1 wörd>", resolved("<${secret:enable}>", "correct horse"));
        assertEquals("pä$$ \\1 wörd", resolved("${secret:ENABLE}", "correct horse"));
    }

    @Test
    void theFileIsForItsOwnerAloneAndHoldsNothingReadable() throws Exception {
        keep("enable", "unmistakable-secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("unmistakable"));
        try (var files = Files.list(file.getParent())) {
            assertEquals(1, files.count(), "nothing is left beside it");
        }
    }

    @Test
    void anotherToolOpensIt() throws Exception {
        keep("enable", "x");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-list",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        assertTrue(said.contains("enable") && said.contains("SecretKeyEntry"), said);
    }

    @Test
    void removedAndReplacedSecretsAreGone() throws Exception {
        keep("a", "one");
        keep("b", "two");
        keep("a", "three");
        Keystore keystore = Keystore.open(file, PASSWORD);
        assertTrue(keystore.remove("B"));
        assertFalse(keystore.remove("b"));
        keystore.save();
        assertEquals(Set.of("a"), Keystore.open(file, PASSWORD).names());
        assertEquals("three", resolved("${secret:a}", "correct horse"));
    }

    @Test
    void aReferenceThatLeadsNowhereSaysWhatToDo() throws Exception {
        assertEquals(
                "no keystore " + file + "; `muster secret set NAME` makes it",
                missing("${secret:enable}", "correct horse"));
        keep("enable", "x");
        assertEquals(
                "no secret `enabel` in " + file + "; there are: enable", missing("${secret:enabel}", "correct horse"));
        assertEquals(
                "keystore " + file + " cannot be opened: the password is wrong", missing("${secret:enable}", "wrong"));
        Files.writeString(file, "no keystore at all");
        assertTrue(missing("${secret:enable}", "correct horse").contains("damaged or no PKCS#12 file"));
    }

    @Test
    void withoutPasswordItSaysWhereOneIsLookedFor() throws Exception {
        keep("enable", "x");
        Map<String, String> environment = Map.of("MUSTER_KEYSTORE", file.toString());
        var sources = new SecretSources(environment, () -> Keystore.password(environment));
        var e = assertThrows(
                SecretText.Missing.class, () -> new SecretText("${secret:enable}").resolve(folder, sources));
        assertTrue(String.valueOf(e.getMessage()).contains("MUSTER_KEYSTORE_PASSWORD_FILE"));
    }

    @Test
    void thePasswordMayStandInAFile() throws Exception {
        Path password = Files.writeString(folder.resolve("pw"), "correct horse\n");
        assertEquals(
                "correct horse",
                new String(Keystore.password(Map.of("MUSTER_KEYSTORE_PASSWORD_FILE", password.toString()))));
    }

    @Test
    void namesAndValuesHaveLimits() throws Exception {
        Keystore keystore = Keystore.open(file, PASSWORD);
        assertThrows(SecretText.Missing.class, () -> keystore.set("a b", "x".toCharArray()));
        assertThrows(SecretText.Missing.class, () -> keystore.set("", "x".toCharArray()));
        assertThrows(SecretText.Missing.class, () -> keystore.set("a", new char[0]));
        assertThrows(SecretText.Missing.class, () -> keystore.set("a", new char[70_000]));
        assertEquals(Set.of(), keystore.names());
    }
}
