package dev.muster.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets do not stay in what is kept of a session, and nothing else goes. */
class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("S3cret-wörd", "cisco", "", "line one\nline two"));

    private static String latin(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void aTypedSecretIsStarsWithItsEndOfLine() {
        assertEquals("********\n", redaction.typed(latin("S3cret-wörd\n"), "R1#"));
        assertEquals("********\r", redaction.typed("cisco\r", "Password: "));
        assertEquals("********\n", redaction.typed("line two\n", "R1#"), "each line of a secret of several lines");
    }

    @Test
    void whateverIsTypedWhereAPasswordIsAskedForIsStars() {
        assertEquals("********\n", redaction.typed("nobody knew this\n", "Enter password for admin: "));
        assertEquals("\n", redaction.typed("\n", "Password: "), "Enter alone says nothing");
    }

    @Test
    void aSecretInACommandIsTakenOut() {
        assertEquals(
                "username x password ********\n",
                redaction.typed(latin("username x password S3cret-wörd\n"), "R1(config)#"));
        assertEquals("username x secret ********\n", redaction.typed("username x secret cisco\n", "R1(config)#"));
    }

    @Test
    void aLongSecretIsTakenOutWhereverTheDeviceRepeatsIt() {
        assertEquals("a ******** b\r\n", redaction.received(latin("a S3cret-wörd b\r\n")));
    }

    @Test
    void aShortSecretIsTakenOutWhereALineSpeaksOfPasswords() {
        assertEquals(
                "enable secret ********\r\nusername cisco\r\nsnmp-server community ********\r\nkey-string cisco1\r\n",
                redaction.received(
                        "enable secret cisco\r\nusername cisco\r\nsnmp-server community cisco\r\nkey-string cisco1\r\n"));
    }

    @Test
    void aDeviceThatRepeatsAPasswordAtOnceDoesNotGiveItAway() {
        assertEquals("********\n", redaction.typed("pin4\n", "PIN: "));
        assertEquals("********\r\nwelcome\r\n", redaction.received("pin4\r\nwelcome\r\n"));
    }

    @Test
    void theBeginningOfASecretWaitsForItsRest() {
        assertEquals(5, redaction.heldBack("prompt S3cre"));
        assertEquals(0, redaction.heldBack("prompt# "));
    }
}
