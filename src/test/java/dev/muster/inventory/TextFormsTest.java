package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.revealed;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.told;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV, Oxidized's router.db and OpenSSH's configuration. */
class TextFormsTest {
    private static final Path FOREIGN = RESOURCES.resolve("foreign");

    @Test
    void columnsOfACsvFileGoByTheNamesThatPeopleGiveThem() throws SecretText.Missing {
        Inventory inventory = sound(FOREIGN.resolve("devices.csv"));
        Device r1 = inventory.devices().get(0);
        Device r2 = inventory.devices().get(1);

        assertEquals(List.of("R1", "R2"), names(inventory));
        assertEquals("192.0.2.1", r1.host());
        assertEquals("ios", value(r1, Setting.PLATFORM));
        assertEquals("${env:NET_PASSWORD}", value(r1, Setting.PASSWORD).written());
        assertEquals(List.of("core", "edge"), r1.groups());
        assertEquals(Map.of("site", "ams", "rack", "7; left"), r1.data());
        assertEquals("quo\"ted", revealed(r2, Setting.PASSWORD));
        assertEquals(List.of(), r2.groups());
        assertEquals(
                4,
                value(r2, Setting.PASSWORD).written().isEmpty() ? 0 : r2.mark().line());
    }

    @Test
    void mistakesOfACsvFileAreToldWithLineAndColumn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("d.csv"), """
                name,host,pasword,port
                R1,192.0.2.1,x,22,more
                R2,192.0.2.2,x,ssh
                R2,192.0.2.3,x,22
                """);

        assertEquals(
                List.of(
                        file + ":1:11: unknown column `pasword`; did you mean `password`? A fact of your own is called"
                                + " `data.pasword`",
                        file + ":2:19: a field too many: the header names 4 columns",
                        file + ":3:16: `port` needs a whole number, found `ssh`",
                        file + ":4:1: duplicate device name `R2`; the first is at " + file + ":3:1"),
                told(file));
    }

    @Test
    void routerDbHasItsUsualFields() throws SecretText.Missing {
        Inventory inventory = sound(FOREIGN.resolve("router.db"));
        Device first = inventory.devices().get(0);

        assertEquals(List.of("192.0.2.1", "r2.example.net"), names(inventory));
        assertEquals("ios", value(first, Setting.PLATFORM));
        assertEquals("s3cret", revealed(first, Setting.PASSWORD));
        assertEquals("opensesame", revealed(first, Setting.ENABLE_PASSWORD));
        assertEquals("juniper_junos", value(inventory.devices().get(1), Setting.PLATFORM));
    }

    @Test
    void oxidizedsConfigurationNamesTheFieldsAndWhatHoldsForAll() {
        Inventory inventory = sound(FOREIGN.resolve("oxidized/config"));
        Device r1 = inventory.devices().get(0);
        Device r2 = inventory.devices().get(1);

        assertEquals("192.0.2.1", r1.host());
        assertEquals("ios", value(r1, Setting.PLATFORM), "cisco by model_map");
        assertEquals("labber", value(r1, Setting.USERNAME).written(), "of its group");
        assertEquals("opensesame", value(r1, Setting.ENABLE_PASSWORD).written());
        assertEquals(Map.of("floor", "2"), r1.data());
        assertEquals("juniper_junos", value(r2, Setting.PLATFORM), "the configuration's model");
        assertEquals("net", value(r2, Setting.USERNAME).written());
    }

    @Test
    void opensshsHostsAreThoseWithAPlainName() {
        assertEquals(
                List.of("included", "gate", "core1", "core2", "old-sw"), names(sound(FOREIGN.resolve("ssh/config"))));
    }

    @Test
    void theFirstLineThatSaysSomethingOfAHostHolds() {
        List<Device> devices = sound(FOREIGN.resolve("ssh/config")).devices();
        Device gate = devices.get(1);
        Device core1 = devices.get(2);
        Device old = devices.get(4);

        assertEquals(2222, value(gate, Setting.PORT));
        assertEquals("ops", value(gate, Setting.USERNAME).written());
        assertEquals("core1.example.net", core1.host(), "%h is the name that was typed");
        assertEquals(HostKeyRule.OFF, value(core1, Setting.HOST_KEY));
        assertEquals(Duration.ofSeconds(7), value(core1, Setting.LIMIT_CONNECT), "Match looks at what holds so far");
        assertNull(gate.settings().get(Setting.LIMIT_CONNECT));
        assertEquals("+diffie-hellman-group14-sha1", value(old, Setting.SSH_KEX));
        assertEquals("+aes128-cbc", value(old, Setting.SSH_CIPHERS));
        assertEquals("everybody", value(old, Setting.USERNAME).written());
        assertEquals(Duration.ofSeconds(30), value(old, Setting.KEEPALIVE));
    }

    @Test
    void aJumpHostIsLookedUpInTheSameConfiguration() {
        Via hop = value(sound(FOREIGN.resolve("ssh/config")).devices().get(2), Setting.VIA)
                .getFirst();

        Settings own = java.util.Objects.requireNonNull(hop.own());
        assertEquals("gate", hop.name());
        assertEquals(
                "gate.example.net",
                java.util.Objects.requireNonNull(own.get(Setting.HOST)).value());
        assertEquals(
                2222, java.util.Objects.requireNonNull(own.get(Setting.PORT)).value());
    }

    @Test
    void keywordsThatOpensshDoesNotKnowAreMistakes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "Host R1\n  HostNmae 192.0.2.1\n  Port ssh\n");

        assertEquals(
                List.of(
                        file + ":2:3: unknown keyword `hostnmae`; did you mean `hostname`?",
                        file + ":3:3: `port` needs a whole number, found `ssh`"),
                told(file));
    }
}
