package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.sound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code muster inventory}, whose YAML is an inventory again. */
class OwnFormTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nornir",
                "ansible/hosts.ini",
                "foreign/ssh/config",
                "foreign/devices.csv",
                "foreign/router.db",
                "book-scrapli.yaml",
                "book-netdev.yaml",
                "valid/own.yaml"
            })
    void whatIsConvertedMeansTheSameAndHoldsNoSecret(String given, @TempDir Path folder) throws Exception {
        Path file = RESOURCES.resolve(given);

        Program.Ended shown = Program.run("inventory", file.toString(), "--format", "yaml");
        assertEquals(0, shown.status(), shown.err());
        Inventory again = sound(Files.writeString(folder.resolve("own.yaml"), shown.out()));

        Inventory first = sound(file);
        assertEquals(Reading.names(first), Reading.names(again));
        for (int i = 0; i < first.devices().size(); i++) {
            Device one = first.devices().get(i);
            Device other = again.devices().get(i);
            String difference = SameDevice.difference(one, other);
            List<String> harmless =
                    List.of("password", "enable_password", "private_key", "known_hosts", "passphrase", "refused_when");
            assertTrue(
                    Stream.of(difference.split(", ", -1))
                            .allMatch(name -> name.isEmpty()
                                    || harmless.contains(name)
                                    || name.equals("via")
                                    || name.equals("credentials")
                                    || name.equals("answers")
                                    || name.equals("prompt")),
                    one.name() + ": " + difference);
        }
        for (String secret : List.of("s3cret", "opensesame", "quo", "ciscoe")) {
            assertFalse(shown.out().contains(secret), secret);
        }
    }

    @Test
    void everyLiteralSecretGetsAVariableOfItsOwnAndAWordWhereItStands(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("d.yaml"), """
                defaults: {platform: linux, username: net}
                devices:
                  - {name: R1, host: 192.0.2.1, password: aaa111}
                  - {name: R2, host: 192.0.2.2, password: bbb222}
                  - {name: R3, host: 192.0.2.3, password: aaa111}
                """);

        String out =
                Program.run("inventory", file.toString(), "--format", "yaml").out();

        assertTrue(out.contains("# set MUSTER_PASSWORD: what stands at " + file + ":3"), out);
        assertTrue(out.contains("# set MUSTER_PASSWORD_2: what stands at " + file + ":4"), out);
        assertEquals(3, out.split("\\$\\{env:MUSTER_PASSWORD\\}", -1).length, out);
    }

    @Test
    void csvCanBeReadAgain(@TempDir Path folder) throws Exception {
        Path file = RESOURCES.resolve("foreign/devices.csv");

        String out =
                Program.run("inventory", file.toString(), "--format", "csv").out();
        Inventory again = sound(Files.writeString(folder.resolve("d.csv"), out));

        assertEquals(
                sound(file).devices().getFirst().data(),
                again.devices().getFirst().data());
        assertEquals(List.of("core", "edge"), again.devices().getFirst().groups());
    }

    @Test
    void oneDeviceOfTwoSourcesIsOneWhereTheyAgreeAndAConflictWhereNot(@TempDir Path folder) throws Exception {
        String line = "- {name: R1, host: 192.0.2.1, platform: linux, username: net}\n";
        Path one = Files.writeString(folder.resolve("one.yaml"), line);
        Path same = Files.writeString(folder.resolve("same.yaml"), line);
        Path other = Files.writeString(folder.resolve("other.yaml"), line.replace("2.1", "2.9"));

        Program.Ended agreed = Program.run("inventory", one.toString(), same.toString(), "--format", "csv");
        Program.Ended conflict = Program.run("inventory", one.toString(), other.toString());

        assertEquals(2, agreed.out().lines().count(), agreed.out() + agreed.err());
        assertEquals(2, conflict.status());
        assertTrue(
                conflict.err()
                        .contains(other + ":1:20: duplicate device name `R1`; the first is at " + one
                                + ":1:20 and has another host"),
                conflict.err());
    }

    @Test
    void verboseShowsWhereEachSettingComesFrom() throws IOException, Exception {
        String out = Program.run("inventory", RESOURCES.resolve("nornir").toString(), "--verbose", "--limit", "edge2")
                .out();

        assertTrue(out.matches("(?s).*\\n  username +local +\\S*nornir/hosts.yaml:9\\n.*"), out);
        assertFalse(out.contains("opensesame"), out);
    }
}
