package dev.muster.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets never print, and references lead to them. */
class SecretTest {
    @TempDir
    Path folder;

    private String resolved(String text) throws SecretText.Missing {
        return new SecretText(text).resolve(folder, SecretSources.unattended());
    }

    private String missing(String text) {
        SecretText.Missing e = assertThrows(SecretText.Missing.class, () -> resolved(text));
        return String.valueOf(e.getMessage());
    }

    @Test
    void aSecretNeverPrints() {
        Secret secret = Secret.of("hunter2");
        assertEquals("********", secret.toString());
        assertEquals("[********]", java.util.List.of(secret).toString());
        assertEquals("hunter2", secret.reveal());
    }

    @Test
    void equalityTellsNothingAboutTheValue() {
        assertNotEquals(Secret.of("x"), Secret.of("x"));
    }

    @Test
    void aWipedSecretIsGone() {
        Secret secret = Secret.of("hunter2");
        secret.wipe();
        assertFalse(secret.reveal().contains("hunter2"));
        assertEquals(0, secret.reveal().chars().filter(each -> each != 0).count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "hunter2 > ********",
                "'' > ********",
                "${env:PW} > ${env:PW}",
                "pre${env:PW} > ********${env:PW}",
                "${env:PW}post > ${env:PW}********",
                "${env:A}-${file:b} > ${env:A}********${file:b}",
                "${env:A}${file:b} > ${env:A}${file:b}",
                "${PW} > ********"
            })
    void whatStandsInTheFileIsStarsAndReferencesStay(String text, String shown) {
        assertEquals(shown, new SecretText(text).display());
        assertEquals(shown, new SecretText(text).toString());
    }

    @Test
    void aTextWithoutReferencesIsALiteral() throws SecretText.Missing {
        for (String text : new String[] {"hunter2", "", "$x", "${x}", "a$1\\b", "${env:X"}) {
            assertTrue(new SecretText(text).isLiteral(), text);
            assertEquals(text, resolved(text));
        }
        assertFalse(new SecretText("a${env:X}").isLiteral());
    }

    @Test
    void aReferenceToTheEnvironmentLeadsThere() throws SecretText.Missing {
        assertEquals(System.getenv("PATH"), resolved("${env:PATH}"));
        assertEquals("<" + System.getenv("PATH") + ">", resolved("<${env:PATH}>"));
        assertEquals("environment variable MUSTER_NOWHERE is not set", missing("${env:MUSTER_NOWHERE}"));
        assertTrue(missing("${env:PATH}${env:MUSTER_NOWHERE}").contains("MUSTER_NOWHERE"));
    }

    @Test
    void aReferenceToAFileStartsFromTheFolderOfItsFile() throws Exception {
        Files.writeString(folder.resolve("pw"), "pa$$ w\\0rd$1\r\n");
        Files.createDirectory(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/other"), "o");
        assertEquals("pa$$ w\\0rd$1", resolved("${file:pw}"));
        assertEquals("o.pa$$ w\\0rd$1", resolved("${file:keys/other}.${file:pw}"));
        assertEquals("o", resolved("${file:" + folder.resolve("keys/other") + "}"));
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndItsContentNotShown() throws IOException {
        Files.write(folder.resolve("binary"), new byte[] {'s', 'e', 'c', (byte) 0xff, (byte) 0xfe});
        Files.writeString(folder.resolve("huge"), "x".repeat((64 << 10) + 1));
        assertEquals("no such secret file: " + folder.resolve("nope"), missing("${file:nope}"));
        assertTrue(missing("${file:.}").startsWith("secret file " + folder), missing("${file:.}"));
        assertTrue(missing("${file:binary}").endsWith("cannot be read: MalformedInputException"));
        assertEquals("secret file " + folder.resolve("huge") + " is larger than 64 KiB", missing("${file:huge}"));
        assertEquals("no file can be called `a?b`", missing("${file:a\0b}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "${env:X}", "${file:a/b}", "x${env:X}y${file:z}", "${}", "$", "${env}"})
    void wellFormedReferencesAreNoMistake(String text) {
        assertNull(new SecretText(text).mistake());
    }

    @Test
    void anUnknownSourceIsAMistakeThatNamesTheKnownOnes() {
        assertEquals(
                "unknown source `evn` in ${evn:X}; known: ${env:NAME}, ${file:path}, ${secret:name}, ${vault:path#key}",
                new SecretText("${env:A}${evn:X}").mistake());
        assertEquals("no name in ${env: }", new SecretText("${env: }").mistake());
        assertEquals("no name in ${file:}", new SecretText("${file:}").mistake());
        assertEquals(
                "unknown secret source `evn`; known: ${env:NAME}, ${file:path}, ${secret:name}, ${vault:path#key}",
                missing("${evn:X}"));
        assertEquals("no path#key in ${vault:net}", new SecretText("${vault:net}").mistake());
        assertEquals("no name in ${secret:}", new SecretText("${secret:}").mistake());
    }
}
