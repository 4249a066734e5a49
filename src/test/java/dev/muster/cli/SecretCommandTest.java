package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keystore from its first secret to a run that uses it. */
class SecretCommandTest {
    @TempDir
    Path folder;

    private Program.Ended muster(String in, String... arguments) throws Exception {
        Map<String, String> environment = Map.of(
                "MUSTER_KEYSTORE",
                folder.resolve("secrets.p12").toString(),
                "MUSTER_KEYSTORE_PASSWORD",
                "correct horse");
        return Program.run(environment, Files.writeString(folder.resolve("in"), in), arguments);
    }

    @Test
    void aSecretThatIsSetOpensADeviceAndIsNeverShown() throws Exception {
        Program.Ended set = muster("cisco\n", "secret", "set", "net");
        assertEquals(0, set.status(), set.err());
        assertTrue(set.err().contains("set ${secret:net}"), set.err());
        assertEquals("net\n", muster("", "secret", "list").out());

        Files.writeString(folder.resolve("inventory.yaml"), """
                defaults: {platform: cisco_ios, username: cisco, password: "${secret:net}"}
                devices: [{name: R1, host: 127.0.0.1}]
                """);
        assertEquals(
                0,
                muster("", "validate", folder.resolve("inventory.yaml").toString())
                        .status());
        Program.Ended run = muster(
                "",
                "run",
                "--devices",
                folder.resolve("inventory.yaml").toString(),
                "--against",
                "lab",
                "--out",
                folder.resolve("run").toString(),
                "show clock");
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void noHelpTextLosesAWord() throws Exception {
        String main = muster("", "--help").out();
        assertTrue(main.contains("secret"), main);
        for (String command : main.lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split(" ")[0])
                .toList()) {
            String help = muster("", command, "--help").out();
            assertFalse(help.contains(" null"), help);
        }
        assertFalse(main.contains(" null"), main);
    }

    @Test
    void mistakesChangeNothing() throws Exception {
        Program.Ended empty = muster("", "secret", "set", "net");
        assertEquals(2, empty.status());
        assertEquals("muster: no secret on standard input", empty.err().strip());
        Program.Ended name = muster("x\n", "secret", "set", "a b");
        assertEquals(2, name.status());
        assertTrue(name.err().contains("a secret's name has"), name.err());
        assertFalse(Files.exists(folder.resolve("secrets.p12")));
        muster("x\n", "secret", "set", "net");
        Program.Ended gone = muster("", "secret", "remove", "nte");
        assertEquals(2, gone.status());
        assertTrue(gone.err().contains("net"), gone.err());
        assertEquals(0, muster("", "secret", "remove", "net").status());
        assertEquals("", muster("", "secret", "list").out());
    }
}
