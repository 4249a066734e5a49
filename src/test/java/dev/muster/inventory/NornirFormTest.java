package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.told;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nornir's SimpleInventory with the meaning that nornir's documentation gives it. */
class NornirFormTest {
    private static final Path NORNIR = RESOURCES.resolve("nornir");

    @ParameterizedTest
    @ValueSource(strings = {"hosts.yaml", "config.yaml", ""})
    void theHostsFileItsFolderAndNornirsConfigurationAreTheSameInventory(String given) {
        Inventory inventory = sound(NORNIR.resolve(given));

        assertEquals(List.of("edge1", "edge2", "lonely.example.net"), names(inventory));
    }

    @Test
    void whatAHostLacksComesFromItsGroupsInOrderEachWithItsOwnGroupsBehindItThenFromTheDefaults() {
        Device edge1 = sound(NORNIR).devices().get(0);

        assertEquals(List.of("ams", "europe", "edge"), edge1.groups());
        assertEquals("europe", value(edge1, Setting.USERNAME).written(), "ams's parent comes before edge");
        assertEquals("ios", value(edge1, Setting.PLATFORM));
        assertEquals("${env:NET_PASSWORD}", value(edge1, Setting.PASSWORD).written());
    }

    @Test
    void dataIsInheritedKeyByKey() {
        Device edge1 = sound(NORNIR).devices().get(0);

        assertEquals("edge", edge1.data().get("role"), "the host's own");
        assertEquals("ams", edge1.data().get("site"), "ams before its parent");
        assertEquals("eu", edge1.data().get("region"), "europe before edge");
        assertEquals("example.net", edge1.data().get("domain"), "the defaults");
        assertEquals(List.of("192.0.2.250"), edge1.data().get("ntp"));
    }

    @Test
    void optionsOfAConnectionAreNearerThanThoseOfTheHost() {
        List<Device> devices = sound(NORNIR).devices();

        assertEquals(8022, value(devices.get(0), Setting.PORT), "netmiko's, from group edge");
        assertEquals(
                "${env:ENABLE}", value(devices.get(0), Setting.ENABLE_PASSWORD).written());
        assertEquals(Duration.ofSeconds(7), value(devices.get(0), Setting.LIMIT_CONNECT));
        assertEquals(HostKeyRule.OFF, value(devices.get(1), Setting.HOST_KEY), "scrapli's extras");
        assertEquals("arista_eos", value(devices.get(1), Setting.PLATFORM));
        assertEquals(2222, value(devices.get(1), Setting.PORT));
    }

    @Test
    void aHostWithNothingIsItsName() {
        Device lonely = sound(NORNIR).devices().get(2);

        assertEquals("lonely.example.net", lonely.host());
        assertEquals("default", value(lonely, Setting.USERNAME).written());
        assertNull(lonely.data().get("role"));
    }

    @Test
    void misspeltKeysAndGroupsAreToldWithTheirPlaces(@TempDir Path folder) throws IOException {
        Path hosts = folder.resolve("hosts.yaml");
        Files.writeString(hosts, """
                R1: {hostname: 192.0.2.1, grups: [core]}
                R2: {hostname: 192.0.2.2, groups: [cor]}
                """);
        Files.writeString(folder.resolve("groups.yaml"), "core: {platfrom: ios}\n");

        assertEquals(
                List.of(
                        folder.resolve("groups.yaml") + ":1:8: unknown key `platfrom`; did you mean `platform`?",
                        hosts + ":1:27: unknown key `grups`; did you mean `groups`?",
                        hosts + ":2:1: unknown group `cor`; did you mean `core`?"),
                told(hosts));
    }
}
