package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.TelnetTestShell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Telnet: negotiation byte by byte, login by prompts, and then the same conversation as over SSH. */
class LabTelnetTest {
    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;

    private Lab lab;

    @AfterEach
    void close() {
        lab.close();
    }

    private TelnetTestShell connect(LabDevice device) throws IOException {
        lab = Lab.start(List.of(device), 0);
        return new TelnetTestShell(lab.telnetPort(device.hostname()));
    }

    private static void login(TelnetTestShell shell) throws IOException, InterruptedException {
        shell.until("Username: ");
        shell.ask("cisco", "Password: ");
        shell.ask("cisco", "R1>");
    }

    @Test
    void theDeviceSaysWhatItWantsAndAsksForTheUser() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            String opening = shell.until("Username: ");
            assertTrue(opening.startsWith(
                    "\u00ff\u00fb\u0001\u00ff\u00fb\u0003\u00ff\u00fd\u0018\u00ff\u00fd\u001f\r\n\r\nUser Access"));
        }
    }

    @Test
    void aSessionIsTheSameAsOverSsh() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            login(shell);
            assertTrue(shell.ask("show ip int brief", "\nR1>").contains("Ethernet0/0                192.168.100.1 "));
            shell.ask("enable", "Password: ");
            assertFalse(shell.ask("cisco", "R1#").contains("cisco"));
            shell.ask("configure terminal", "R1(config)#");
            shell.ask("ntp server 192.0.2.9", "R1(config)#");
            shell.ask("end", "R1#");
            shell.ask("terminal length 0", "R1#");
            assertTrue(shell.ask("show running-config", "\nR1#").contains("ntp server 192.0.2.9\r\n"));
            shell.send("exit\r\n");
            assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        }
        LabStats stats = lab.stats();
        assertEquals(1, stats.logins());
        assertEquals(1, stats.logouts());
        assertEquals(1, stats.connections());
        assertEquals(0, stats.shells());
        assertEquals(8, stats.commands());
    }

    @Test
    void threeWrongPasswordsCloseTheConnection() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            for (int i = 0; i < 3; i++) {
                shell.until("Username: ");
                shell.ask("cisco", "Password: ");
                assertEquals("\r\n% Login invalid\r\n\r\n", shell.ask("ciscoe", "invalid\r\n\r\n"));
            }
            assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        }
        assertEquals(3, lab.stats().authFailures());
        assertEquals(0, lab.stats().logins());
    }

    @Test
    void optionsThatTheDeviceDoesNotKnowAreRefusedOnce() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            shell.until("Username: ");
            shell.sendBytes(IAC, DO, 5);
            shell.untilBytes(IAC, WONT, 5);
            shell.sendBytes(IAC, WILL, 32);
            shell.untilBytes(IAC, DONT, 32);
            shell.sendBytes(IAC, DO, 1, IAC, DO, 3, IAC, WONT, 24, IAC, DONT, 5, IAC, 246);
            assertEquals("\r\n[Yes]\r\n", shell.untilBytes('\r', '\n', '[', 'Y', 'e', 's', ']', '\r', '\n'));
        }
    }

    @Test
    void terminalAndWindowAreToldAndShown() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            shell.until("Username: ");
            shell.sendBytes(IAC, WILL, 31, IAC, SB, 31, 1, IAC, IAC, 0, 24, IAC, SE);
            shell.sendBytes(IAC, WILL, 24);
            shell.untilBytes(IAC, SB, 24, 1, IAC, SE);
            shell.sendBytes(IAC, SB, 24, 0, 'v', 't', '1', '0', '0', IAC, SE);
            shell.ask("cisco", "Password: ");
            shell.ask("cisco", "R1>");
            String terminal = shell.ask("show terminal", "\nR1>");
            assertTrue(terminal.contains("Width: 511 columns"), terminal);
            assertTrue(terminal.contains("\"vt100\""), terminal);
        }
    }

    @Test
    void doubledIacIsDataAndComesBackDoubled() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            login(shell);
            shell.sendBytes('a', IAC, IAC, 'b');
            assertEquals("a\u00ff\u00ffb", shell.untilBytes('a', IAC, IAC, 'b'));
        }
    }

    @Test
    void aCommandMayBeSplitAnywhere() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            login(shell);
            int[] bytes = {
                's', 'h', IAC, DO, 5, ' ', IAC, SB, 31, 0, 99, 0, 24, IAC, SE, 'c', 'l', 'o', 'c', 'k', '\r', 0
            };
            for (int each : bytes) {
                shell.sendBytes(each);
            }
            assertTrue(shell.until("\nR1>").contains(" UTC "));
            assertTrue(shell.ask("show terminal", "\nR1>").contains("Width: 80"));
        }
    }

    @Test
    void everyEndOfALineIsOneEnter() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            login(shell);
            shell.sendBytes('\r', 0);
            assertEquals("\r\nR1>", shell.until("R1>"));
            shell.sendBytes('\r', '\n');
            assertEquals("\r\nR1>", shell.until("R1>"));
            shell.sendBytes('\r');
            assertEquals("\r\nR1>", shell.until("R1>"));
            assertFalse(shell.comes("R1>", Duration.ofMillis(100)));
        }
    }

    @Test
    void bareReturnsComeWithANulUnlessBinaryIsAgreed() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("N1", "cisco_nxos"))) {
            shell.until("login: ");
            shell.ask("cisco", "Password: ");
            shell.ask("cisco", "N1# ");
            assertTrue(shell.ask("copy run start", "100%").contains("50%\r\u0000["));
            shell.until("N1# ");
            shell.sendBytes(IAC, DO, 0, IAC, WILL, 0);
            shell.untilBytes(IAC, WILL, 0, IAC, DO, 0);
            assertTrue(shell.ask("copy run start", "100%").contains("50%\r["));
        }
    }

    @Test
    void eightBitTextIsKept() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1"))) {
            login(shell);
            shell.ask("enable", "Password: ");
            shell.ask("cisco", "R1#");
            shell.ask("configure terminal", "(config)#");
            shell.ask("interface Ethernet0/3", "(config-if)#");
            assertTrue(shell.ask("description Z\u00c3\u00bcrich", "(config-if)#")
                    .startsWith("description Z\u00c3\u00bcrich"));
            shell.ask("end", "R1#");
            assertTrue(shell.ask("show run | inc rich", "\nR1#").contains(" description Z\u00c3\u00bcrich\r\n"));
        }
    }

    @Test
    void aMuteDeviceTakesTheConnectionAndSaysNothing() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1", LabFault.MUTE))) {
            shell.send("\r\n");
            assertFalse(shell.comes("\n", Duration.ofMillis(500)));
            assertEquals("", shell.pending());
        }
    }

    @Test
    void aDeviceThatHangsUpDoesSoAfterLogin() throws Exception {
        try (TelnetTestShell shell = connect(LabDevice.of("R1", LabFault.HANG_UP))) {
            shell.until("Username: ");
            shell.ask("cisco", "Password: ");
            shell.send("cisco\r\n");
            assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        }
        assertEquals(1, lab.stats().logins());
        assertEquals(0, lab.stats().logouts());
    }

    /** How each platform asks for user and password, and the end of its first prompt. */
    static List<String> logins() {
        return Map.ofEntries(
                        Map.entry("arista_eos", "Username: |Password: |X1>"),
                        Map.entry("aruba_aos_6", "User: |Password: |(X1) >"),
                        Map.entry("aruba_aos_8", "User: |Password: |(X1) [mynode] >"),
                        Map.entry("cisco_asa", "Username: |Password: |X1> "),
                        Map.entry("cisco_iosxr", "Username: |Password: |RP/0/RP0/CPU0:X1#"),
                        Map.entry("cisco_nxos", "login: |Password: |X1# "),
                        Map.entry("frr", "Username: |Password: |X1#"),
                        Map.entry("fujitsu_switch", "User:|Password:|(X1) >"),
                        Map.entry("hp_comware", "login: |Password: |<X1>"),
                        Map.entry("hp_comware_limited", "login: |Password: |<X1>"),
                        Map.entry("juniper_junos", "login: |Password:|cisco@X1> "),
                        Map.entry("linux", "X1 login: |Password: |cisco@X1:~$ "),
                        Map.entry("mikrotik_routeros", "Login: |Password: |[cisco@X1] > "))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "|" + entry.getValue())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("logins")
    void everyPlatformLogsInByItsOwnPrompts(String row) throws Exception {
        String[] parts = row.split("\\|");
        try (TelnetTestShell shell = connect(LabDevice.of("X1", parts[0]))) {
            shell.until(parts[1]);
            shell.send("cisco\r");
            shell.until(parts[2]);
            shell.send("wrong\r");
            shell.until(parts[1]);
            shell.send("cisco\r");
            shell.until(parts[2]);
            shell.send("cisco\r");
            shell.until(parts[3]);
        }
        assertEquals(1, lab.stats().authFailures());
        assertEquals(1, lab.stats().logins());
    }
}
