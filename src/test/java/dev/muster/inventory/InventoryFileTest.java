package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.inline;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.only;
import static dev.muster.inventory.Reading.revealed;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.told;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    @TempDir
    Path folder;

    @Test
    void listWithKeysOfMustersOwnFormIsReadAsSuch() {
        Device device = only(
                "[{name: R1, host: 192.0.2.1, platform: linux, username: u, data: {a: 1}, limits: {command: 3s}}]");

        assertEquals(Map.of("a", 1L), device.data());
        assertEquals(Duration.ofSeconds(3), value(device, Setting.LIMIT_COMMAND));
    }

    @Test
    void deviceHidesGroupsAndGroupsHideDefaultsAndTheFirstGroupListedWins() {
        Inventory inventory = sound(RESOURCES.resolve("valid/own.yaml"));
        Device first = inventory.devices().get(0);
        Device second = inventory.devices().get(1);

        assertEquals(2222, value(first, Setting.PORT), "access is listed first");
        assertEquals(22, value(second, Setting.PORT), "its own");
        assertEquals(Duration.ofMinutes(2), value(first, Setting.LIMIT_COMMAND), "from the other group");
        assertEquals("cisco_iosxe", value(first, Setting.PLATFORM), "from the defaults");
        assertEquals(Setting.SpeakFirst.DEVICE, value(first, Setting.SPEAK_FIRST));
        assertEquals(Map.of("site", "ams", "tier", 2L, "role", "edge"), first.data());
        assertEquals("+diffie-hellman-group1-sha1,diffie-hellman-group14-sha1", value(first, Setting.SSH_KEX));
        assertEquals(HostKeyRule.ACCEPT_NEW, value(second, Setting.HOST_KEY));
        assertEquals("2001:db8::3", inventory.devices().get(2).name());
    }

    @Test
    void everySettingKnowsItsLine() {
        Device first = sound(RESOURCES.resolve("valid/own.yaml")).devices().get(0);
        Sourced<Integer> port = first.settings().get(Setting.PORT);

        assertNotNull(port);
        assertEquals(
                "src/test/resources/inventory/valid/own.yaml:3", port.mark().fileAndLine());
    }

    @Test
    void partOfAnotherInventoryIsTakenByName() throws IOException {
        Path whole = write("whole.yaml", "devices: [{name: A, host: a}, {name: B, host: b}, {name: C, host: c}]");
        Path failed = write("failed.yaml", "{from: " + whole.getFileName() + ", names: [C, A]}");

        assertEquals(List.of("A", "C"), names(sound(failed)), "in the inventory's order");
    }

    @Test
    void jobFileStandsForItsDevices() throws IOException {
        write("job.yaml", "{inventory: {lab: {devices: 3}}, steps: [{show: x}]}");
        Path failed = write("failed.yaml", "{from: job.yaml, names: [R2]}");
        Inventory inventory = sound(failed);

        assertEquals(List.of("R2"), names(inventory));
        assertNotNull(inventory.lab());
    }

    @Test
    void inventoriesThatNameEachOtherAreTold() throws IOException {
        Path one = write("one.yaml", "{from: two.yaml, names: [A]}");
        write("two.yaml", "{from: one.yaml, names: [A]}");

        assertEquals(List.of(one + ": takes its devices from itself"), told(one));
    }

    @Test
    void labHasDevicesThatAnyoneCanLogInTo() throws SecretText.Missing {
        Inventory inventory = inline(
                "{lab: {devices: 3, platform: linux, latency: {from: 5ms, to: 1s}, faults: {hang: [R1, R3], slow: R2}}}");
        Device second = inventory.devices().get(1);

        assertEquals(List.of("R1", "R2", "R3"), names(inventory));
        assertEquals(
                new LabSpec(
                        3,
                        "linux",
                        Duration.ofMillis(5),
                        Duration.ofSeconds(1),
                        Map.of("hang", List.of("R1", "R3"), "slow", List.of("R2")),
                        Map.of(),
                        Map.of()),
                inventory.lab());
        assertEquals("127.0.0.1", second.host());
        assertEquals("cisco", revealed(second, Setting.ENABLE_PASSWORD));
        assertEquals(HostKeyRule.OFF, value(second, Setting.HOST_KEY));
    }

    @Test
    void passwordInAFileThatOthersCanReadIsWarnedAboutOnce() throws IOException {
        Path file = write("a.yaml", """
                - {host: a, username: u, password: p}
                - {host: b, username: u, password: p}
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<Problem> warnings = sound(file).warnings();

        assertEquals(1, warnings.size());
        assertEquals(file + ":1:36", warnings.get(0).mark().toString());
        assertTrue(warnings.get(0).message().contains("(rw-r--r--)"));
    }

    @Test
    void passwordInAPrivateFileOrElsewhereIsNotWarnedAbout() throws IOException {
        Path shut = write("a.yaml", "[{host: a, username: u, password: p}]");
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rw-------"));
        Path open = write("b.yaml", "[{host: a, username: u, password: \"${env:X}\"}]");

        assertEquals(List.of(), sound(shut).warnings());
        assertEquals(List.of(), sound(open).warnings());
    }

    @Test
    void numbersKeepTheirLeadingZerosInPasswords() throws SecretText.Missing {
        assertEquals("0123", revealed(only("[{host: a, username: u, password: 0123}]"), Setting.PASSWORD));
        assertEquals("no", revealed(only("[{host: a, username: u, password: no}]"), Setting.PASSWORD));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
