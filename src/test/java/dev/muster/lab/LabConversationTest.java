package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user sees who talks to a healthy device. */
class LabConversationTest {
    private Lab lab;
    private SshTestClient client;
    private SshTestShell shell;

    @BeforeEach
    void logIn() throws IOException, InterruptedException {
        lab = Lab.start(List.of(LabDevice.of("R1"), LabDevice.of("R2")), 0);
        client = new SshTestClient();
        shell = client.shell(lab.port("R1"));
        shell.until("R1>");
    }

    @AfterEach
    void close() {
        shell.close();
        client.close();
        lab.close();
    }

    private void enable() throws IOException, InterruptedException {
        shell.ask("enable", "Password: ");
        shell.ask("cisco", "R1#");
        shell.ask("terminal length 0", "R1#");
    }

    private static String text(String... lines) {
        return String.join("\r\n", lines);
    }

    @Test
    void theTypedLineIsEchoedAndAnsweredBeforeTheNextPrompt() throws Exception {
        assertEquals(
                text("show privilege", "Current privilege level is 1", "R1>"), shell.ask("show privilege", "\nR1>"));
    }

    @Test
    void theEnablePasswordIsNotEchoed() throws Exception {
        assertEquals(text("enable", "Password: "), shell.ask("enable", "Password: "));
        assertEquals(text("", "R1#"), shell.ask("cisco", "R1#"));
        assertEquals(
                text("show privilege", "Current privilege level is 15", "R1#"), shell.ask("show privilege", "\nR1#"));
        shell.ask("disable", "R1>");
    }

    @Test
    void threeWrongEnablePasswordsAreOneRefusal() throws Exception {
        shell.ask("enable", "Password: ");
        shell.ask("wrong", "Password: ");
        shell.ask("wrong", "Password: ");
        assertEquals(text("", "% Bad secrets", "R1>"), shell.ask("wrong", "R1>"));
    }

    @Test
    void abbreviationsAreUnderstoodAndTheBooksAddressesAreThere() throws Exception {
        String output = shell.ask("sh ip int br", "\nR1>");
        assertTrue(output.contains(
                "Interface                  IP-Address      OK? Method Status                Protocol"));
        assertTrue(
                output.contains("Ethernet0/0                192.168.100.1   YES NVRAM  up                    up\r\n"));
        assertTrue(
                output.contains("Loopback300                10.30.3.3       YES NVRAM  up                    up\r\n"));
    }

    @Test
    void everyDevicesOutputIsItsOwn() throws Exception {
        String first = shell.ask("show inventory", "\nR1>");
        try (SshTestShell other = client.shell(lab.port("R2"))) {
            other.until("R2>");
            other.ask("terminal length 0", "R2>");
            String second = other.ask("show inventory", "\nR2>");
            assertFalse(second.contains(first.substring(first.indexOf("SN: "), first.indexOf("SN: ") + 15)));
            assertTrue(other.ask("show version", "\nR2>").contains("R2 uptime is "));
            assertTrue(other.ask("show ip int br", "\nR2>").contains("192.168.100.2 "));
        }
    }

    @Test
    void theCaretStandsUnderTheFirstWrongCharacter() throws Exception {
        assertEquals(
                text("show vexsion", "          ^", "% Invalid input detected at '^' marker.", "", "R1>"),
                shell.ask("show vexsion", "\nR1>"));
        assertTrue(shell.ask("show", "\nR1>").contains("% Incomplete command."));
        assertTrue(shell.ask("e", "\nR1>").contains("% Ambiguous command:  \"e\""));
    }

    @Test
    void theTypedLineCanBeEdited() throws Exception {
        shell.send("nonsense\u0015show clokc\b\bck junk\u0017\r");
        assertTrue(shell.until("\nR1>").contains(" UTC "));
        shell.send("show clock\u0003");
        assertEquals(text("show clock", "R1>"), shell.until("R1>"));
        assertEquals(
                List.of("show clock"),
                lab.commands("R1").stream().map(String::strip).toList());
    }

    @Test
    void aLineFeedAfterACarriageReturnIsPartOfIt() throws Exception {
        shell.send("show clock\r\nshow privilege\n");
        shell.until("R1>show privilege");
        shell.until("R1>");
        assertEquals("", shell.pending());
    }

    @Test
    void outputStopsAtEachPage() throws Exception {
        String first = shell.ask("show version", " --More-- ");
        assertEquals(24, first.lines().count() - 1);
        shell.send("\r");
        String wipe = "\b".repeat(9) + " ".repeat(8) + "\b".repeat(9);
        String line = shell.until(" --More-- ");
        assertTrue(line.startsWith(wipe));
        assertEquals(2, line.lines().count());
        shell.send("q");
        assertEquals(wipe + "R1>", shell.until("R1>"));
        shell.ask("show version", " --More-- ");
        shell.send(" ");
        assertTrue(shell.until("\nR1>").contains("Configuration register"));
    }

    @Test
    void absurdNumbersAreRefused() throws Exception {
        assertTrue(shell.ask("terminal length 99999999999", "\nR1>").contains("% Invalid input"));
        assertTrue(shell.ask("show big 1/2", "\nR1>").contains("% Invalid input"));
    }

    @Test
    void filtersShowOnlyTheirLines() throws Exception {
        assertEquals(
                text("show version | inc uptime", "R1 uptime is 5 weeks, 3 days, 3 hours, 11 minutes", "R1>"),
                shell.ask("show version | inc uptime", "\nR1>"));
        assertEquals(
                text("show version | b ^Config", "Configuration register is 0x0", "", "R1>"),
                shell.ask("show version | b ^Config", "\nR1>"));
        assertTrue(shell.ask("show version | nonsense x", "\nR1>").contains("% Invalid input"));
    }

    @Test
    void aCommandThatAsksBackWaitsForItsAnswer() throws Exception {
        enable();
        shell.ask("copy run start", "Destination filename [startup-config]? ");
        assertEquals(text("", "Building configuration...", "[OK]", "R1#"), shell.ask("", "R1#"));
        assertTrue(shell.ask("write memory", "\nR1#").contains("[OK]"));
    }

    @Test
    void controlCharactersStopARunningOutput() throws Exception {
        enable();
        shell.ask("show slow 5000", "counting: 3");
        shell.send("\u0003");
        shell.until("R1#");
        shell.ask("show clock", "R1#");
    }

    @Test
    void exitIsCountedAsALogoutAndClosesTheConnection() throws Exception {
        shell.send("exit\r");
        assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        assertTrue(shell.disconnectsWithin(Duration.ofSeconds(10)));
        shell.close();
        lab.close();
        assertEquals(1, lab.stats().logouts());
        assertEquals(0, lab.stats().shells());
        assertEquals(0, lab.stats().sessions());
    }

    @Test
    void theLogKeepsWhatWasTypedButNoSecrets() throws Exception {
        enable();
        shell.ask("copy run start", "? ");
        shell.ask("backup", "R1#");
        assertEquals(List.of("enable", "terminal length 0", "copy run start", "backup"), lab.commands("R1"));
        assertEquals(List.of(), lab.commands("R2"));
        assertEquals(3, lab.stats().commands());
    }

    @Test
    void largeOutputsAreWhole() throws Exception {
        enable();
        String output = shell.ask("show big", "\nR1#");
        assertEquals(5002, output.lines().count());
        assertTrue(output.contains("R1 5000       0123456789"));
    }
}
