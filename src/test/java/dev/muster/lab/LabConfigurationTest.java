package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Configuration is accepted line by line, refused where it is wrong, and seen afterwards. */
class LabConfigurationTest {
    private Lab lab;
    private SshTestClient client;
    private SshTestShell shell;

    @BeforeEach
    void enterConfiguration() throws IOException, InterruptedException {
        lab = Lab.start(List.of(LabDevice.of("R1")), 0);
        client = new SshTestClient();
        shell = client.shell(lab.port("R1"));
        shell.until("R1>");
        shell.ask("enable", "Password: ");
        shell.ask("cisco", "R1#");
        shell.ask("terminal length 0", "R1#");
        shell.ask("configure terminal", "R1(config)#");
    }

    @AfterEach
    void close() {
        shell.close();
        client.close();
        lab.close();
    }

    private String running() throws IOException, InterruptedException {
        return shell.ask("show running-config", "\nR1#").replace("\r", "");
    }

    @Test
    void acceptedLinesAreSilentAndAppearInTheRunningConfiguration() throws Exception {
        assertEquals("ntp server 192.0.2.9\r\nR1(config)#", shell.ask("ntp server 192.0.2.9", ")#"));
        shell.ask("ip route 10.9.0.0 255.255.0.0 192.168.100.254", "R1(config)#");
        shell.ask("end", "R1#");
        String running = running();
        assertTrue(running.contains("\nntp server 192.0.2.1\nntp server 192.0.2.9\n"));
        assertTrue(running.contains("\nip route 10.9.0.0 255.255.0.0 192.168.100.254\n"));
        assertTrue(running.lines().count() > 80);
    }

    @Test
    void noTakesALineBack() throws Exception {
        shell.ask("no ntp server 192.0.2.1", ")#");
        shell.ask("ip domain lookup", ")#");
        shell.ask("end", "R1#");
        String running = running();
        assertFalse(running.contains("ntp server"));
        assertFalse(running.contains("no ip domain lookup"));
    }

    @Test
    void sectionsHaveModesOfTheirOwn() throws Exception {
        shell.ask("int lo55", "R1(config-if)#");
        shell.ask("ip address 10.55.0.1 255.255.255.255", "R1(config-if)#");
        shell.ask("desc made by a test", "R1(config-if)#");
        shell.ask("router ospf 1", "R1(config-router)#");
        shell.ask("line vty 0 4", "R1(config-line)#");
        shell.ask("transport input ssh telnet", "R1(config-line)#");
        shell.ask("exit", "R1(config)#");
        shell.send("\u001a");
        shell.until("R1#");
        String running = running();
        assertTrue(running.contains(
                "interface Loopback55\n ip address 10.55.0.1 255.255.255.255\n description made by a test\n"));
        assertTrue(running.contains(" transport input ssh telnet\n"));
        assertFalse(running.contains(" transport input ssh\n"));
        assertTrue(shell.ask("show ip interface brief", "\nR1#").contains("Loopback55                 10.55.0.1 "));
    }

    @Test
    void theHostnameChangesThePromptForEverySession() throws Exception {
        shell.ask("hostname CORE", "CORE(config)#");
        shell.ask("end", "CORE#");
        try (SshTestShell other = client.shell(lab.port("R1"))) {
            other.until("CORE>");
        }
    }

    @Test
    void aBadMaskIsRefusedAsTheBookShows() throws Exception {
        shell.ask("interface Ethernet0/2", "R1(config-if)#");
        assertEquals(
                "ip address 10.99.9.9 255.25.255.255\r\nBad mask 0xFF19FFFF for address 10.99.9.9\r\nR1(config-if)#",
                shell.ask("ip address 10.99.9.9 255.25.255.255", ")#"));
        shell.ask("end", "R1#");
        assertFalse(running().contains("10.99.9.9"));
    }

    @Test
    void unknownLinesAreRefusedAndLeaveTheModeAlone() throws Exception {
        assertEquals(
                "interfaxe e0/0\r\n                  ^\r\n% Invalid input detected at '^' marker.\r\n\r\nR1(config)#",
                shell.ask("interfaxe e0/0", "\nR1(config)#"));
        assertTrue(shell.ask("no nonsense", "\nR1(config)#").contains("% Invalid input"));
        assertTrue(shell.ask("ntp server 300.1.1.1", "\nR1(config)#").contains("% Invalid input"));
        assertTrue(shell.ask("show version", "\nR1(config)#").contains("% Invalid input"));
    }

    @Test
    void showCommandsRunInConfigurationModeBehindDo() throws Exception {
        assertTrue(shell.ask("do show clock", "\nR1(config)#").contains(" UTC "));
        assertTrue(shell.ask("do show vexsion", "\nR1(config)#").contains("\n" + " ".repeat(21) + "^\r"));
    }
}
