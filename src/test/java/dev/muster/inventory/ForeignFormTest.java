package dev.muster.inventory;

import static dev.muster.inventory.Reading.RESOURCES;
import static dev.muster.inventory.Reading.inline;
import static dev.muster.inventory.Reading.names;
import static dev.muster.inventory.Reading.only;
import static dev.muster.inventory.Reading.revealed;
import static dev.muster.inventory.Reading.sound;
import static dev.muster.inventory.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.secret.SecretText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormTest {
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
}
