package dev.muster.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.secret.SecretText;
import dev.muster.yaml.Node;
import dev.muster.yaml.Problem;
import dev.muster.yaml.Problems;
import dev.muster.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryFileTest {
    private static final Path RESOURCES = Path.of("src/test/resources/inventory");

    @TempDir
    Path folder;

    @Test
    void bookListForAsyncsshIsReadAsItIs() throws SecretText.Missing {
        Inventory inventory = sound(RESOURCES.resolve("book-asyncssh.yaml"));

        assertEquals(List.of("192.168.100.1", "192.168.100.2", "192.168.100.3"), names(inventory));
        Device first = inventory.devices().get(0);
        assertEquals("192.168.100.1", first.host());
        assertEquals("cisco", revealed(first, Setting.USERNAME));
        assertEquals("cisco", revealed(first, Setting.PASSWORD));
        assertEquals("cisco", revealed(first, Setting.ENABLE_PASSWORD));
        assertEquals(Duration.ofSeconds(5), value(first, Setting.LIMIT_CONNECT));
        assertEquals("cisco_iosxe", value(first, Setting.PLATFORM));
        assertNull(first.settings().get(Setting.HOST_KEY), "the list says nothing of host keys, so strict holds");
    }

    @Test
    void everyKeyOfTheBookListForScrapliHasItsEffect() throws SecretText.Missing {
        Inventory inventory = sound(RESOURCES.resolve("book-scrapli.yaml"));

        assertEquals(4, inventory.devices().size());
        Device first = inventory.devices().get(0);
        assertEquals("cisco", revealed(first, Setting.USERNAME));
        assertEquals("cisco", revealed(first, Setting.ENABLE_PASSWORD));
        assertEquals(HostKeyRule.OFF, value(first, Setting.HOST_KEY), "auth_strict_key: no");
        assertEquals(Duration.ofSeconds(5), value(first, Setting.LIMIT_CONNECT));
        assertEquals(Duration.ofSeconds(10), value(first, Setting.LIMIT_AUTH));
        assertEquals(List.of("ssh"), value(first, Setting.TRANSPORT));
        assertEquals(22, value(first, Setting.PORT));
        assertEquals("+diffie-hellman-group14-sha1", value(first, Setting.SSH_KEX));
        assertEquals("+aes128-cbc,aes256-cbc", value(first, Setting.SSH_CIPHERS));
        assertEquals("ciscoe", revealed(inventory.devices().get(2), Setting.PASSWORD));
    }

    @Test
    void bookListForNetdevIsReadAsItIs() throws SecretText.Missing {
        Inventory inventory = sound(RESOURCES.resolve("book-netdev.yaml"));

        Device last = inventory.devices().get(2);
        assertEquals("192.168.100.3", last.name());
        assertEquals("cisco_ios", value(last, Setting.PLATFORM));
        assertEquals("cisco", revealed(last, Setting.ENABLE_PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({
        "auth_strict_key: off, OFF",
        "auth_strict_key: No, OFF",
        "auth_strict_key: false, OFF",
        "auth_strict_key: yes, STRICT",
        "auth_strict_key: on, STRICT",
    })
    void scrapliBooleansAreThoseOfYaml11(String line, HostKeyRule meant) {
        Device device = only("[{host: 192.0.2.1, auth_username: u, " + line + "}]");

        assertEquals(meant, value(device, Setting.HOST_KEY));
    }

    @ParameterizedTest
    @CsvSource({"system, ssh", "paramiko, ssh", "ssh2, ssh", "asyncssh, ssh", "telnet, telnet", "asynctelnet, telnet"})
    void scrapliTransportsAreMusters(String theirs, String ours) {
        Device device = only("[{host: 192.0.2.1, auth_username: u, transport: " + theirs + "}]");

        assertEquals(List.of(ours), value(device, Setting.TRANSPORT));
    }

    @Test
    void scrapliKeysThatAskForWhatMusterDoesAnywayAreAccepted() {
        Device device = only("""
                - host: 192.0.2.1
                  auth_username: u
                  auth_bypass: no
                  ssh_config_file: False
                  channel_log: off
                  comms_ansi: true
                  comms_return_char: "\\n"
                  auth_private_key:
                  timeout_ops: 2.5
                  failed_when_contains: ["% Nope", "^x"]
                  comms_prompt_pattern: "^r[0-9]+#$"
                  ssh_known_hosts_file: /etc/known
                """);

        assertEquals(Duration.ofMillis(2500), value(device, Setting.LIMIT_COMMAND));
        assertEquals("/etc/known", value(device, Setting.KNOWN_HOSTS));
        assertTrue(value(device, Setting.PROMPT).matcher("R1#").find(), "scrapli ignores case");
        assertTrue(
                value(device, Setting.REFUSED_WHEN).get(0).matcher("x % Nope").find());
        assertTrue(value(device, Setting.REFUSED_WHEN).get(1).matcher("a ^x").find(), "texts, not expressions");
    }

    @Test
    void netmikoNamesTheTransportInTheType() {
        Device device = only("[{device_type: cisco_ios_telnet, ip: 192.0.2.1, username: u, secret: s}]");

        assertEquals("cisco_ios", value(device, Setting.PLATFORM));
        assertEquals(List.of("telnet"), value(device, Setting.TRANSPORT));
        assertEquals("192.0.2.1", device.name());
    }

    @Test
    void netmikoTimeoutHoldsWhereNothingMorePreciseIsGiven() {
        Device device = only("[{device_type: cisco_ios, host: 192.0.2.1, username: u, timeout: 9, conn_timeout: 3}]");

        assertEquals(Duration.ofSeconds(3), value(device, Setting.LIMIT_CONNECT));
        assertEquals(Duration.ofSeconds(9), value(device, Setting.LIMIT_AUTH));
        assertEquals(Duration.ofSeconds(9), value(device, Setting.LIMIT_COMMAND));
    }

    @Test
    void explicitlyNoKnownHostsMeansForAsyncsshThatNoKeyIsChecked() {
        Device device = only("[{host: 192.0.2.1, username: u, password: p, known_hosts: null}]");

        assertEquals(HostKeyRule.OFF, value(device, Setting.HOST_KEY));
    }

    @Test
    void foreignDevicesInAMappingTakeTheirNamesFromItsKeys() {
        Inventory inventory = inline("""
                r1: {device_type: cisco_ios, host: 192.0.2.1, username: u, password: p, secret: s}
                r2: {device_type: cisco_ios, host: 192.0.2.2, username: u, password: p, secret: s}
                """);

        assertEquals(List.of("r1", "r2"), names(inventory));
        assertEquals("192.0.2.2", inventory.devices().get(1).host());
    }

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
                        Map.of("hang", List.of("R1", "R3"), "slow", List.of("R2"))),
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

    private static Inventory sound(Path file) {
        var problems = new Problems();
        Inventory inventory = InventoryFile.read(file, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(inventory);
        return inventory;
    }

    private static List<String> told(Path file) {
        var problems = new Problems();
        assertNull(InventoryFile.read(file, problems));
        return problems.all().stream().map(Problem::toString).toList();
    }

    private static Inventory inline(String yaml) {
        var problems = new Problems();
        Node node = YamlFile.parse("inline", yaml, problems);
        assertNotNull(node);
        Inventory inventory = InventoryFile.read(node, problems);
        assertEquals(List.of(), problems.all());
        assertNotNull(inventory);
        return inventory;
    }

    private static Device only(String yaml) {
        List<Device> devices = inline(yaml).devices();
        assertEquals(1, devices.size());
        return devices.get(0);
    }

    private static List<String> names(Inventory inventory) {
        return inventory.devices().stream().map(Device::name).toList();
    }

    private static <T> T value(Device device, Setting<T> setting) {
        Sourced<T> value = device.settings().get(setting);
        assertNotNull(value, setting.name());
        return value.value();
    }

    private static String revealed(Device device, Setting<SecretText> setting) throws SecretText.Missing {
        return value(device, setting).resolve(Path.of(""));
    }
}
