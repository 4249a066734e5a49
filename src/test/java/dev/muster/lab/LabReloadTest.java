package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import dev.muster.testkit.Loopback;
import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import dev.muster.testkit.TelnetTestShell;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device does on its own account: banners, confirmations, saving, starting again. */
class LabReloadTest {
    private final SshTestClient client = new SshTestClient();
    private Lab lab;
    private SshTestShell shell;

    @BeforeEach
    void enable() throws Exception {
        start(LabOptions.defaults().withReload(Duration.ofMillis(700)));
    }

    private void start(LabOptions options, LabFault... faults) throws IOException, InterruptedException {
        lab = Lab.start(List.of(LabDevice.of("R1", faults)), 0, options);
        shell = client.shell(lab.port("R1"));
        shell.until("R1>");
        shell.ask("enable", "Password: ");
        shell.ask("cisco", "R1#");
        shell.ask("terminal length 0", "R1#");
    }

    @AfterEach
    void close() {
        shell.close();
        client.close();
        lab.close();
    }

    private void configure(String... lines) throws Exception {
        shell.ask("configure terminal", "(config)#");
        for (String line : lines) {
            shell.ask(line, "(config)#");
        }
        shell.ask("end", "R1#");
    }

    private String show(String what) throws Exception {
        return shell.ask("show " + what, "\nR1#").replace("\r", "");
    }

    @Test
    void aBannerIsReadLineByLineUntilItsMark() throws Exception {
        shell.ask("configure terminal", "(config)#");
        assertTrue(shell.ask("banner motd ^C", "'^C'.\r\n").contains("Enter TEXT message."));
        shell.send("Authorized users only #\rR1#\r show version\r");
        assertFalse(shell.comes("(config)#", Duration.ofMillis(200)));
        shell.ask("last line ^C", "R1(config)#");
        shell.ask("banner login #one line#", "R1(config)#");
        shell.ask("end", "\nR1#");
        String running = shell.ask("show running-config", "\nend\r\n\r\nR1#").replace("\r", "");
        assertTrue(running.contains("\nbanner motd ^C\nAuthorized users only #\nR1#\n show version\nlast line ^C\n"));
        assertTrue(running.contains("\nlast line ^C\nbanner login #one line#\n"));
        configure("no banner motd");
        assertFalse(show("running-config").contains("Authorized"));
    }

    @Test
    void aConfirmationNeedsOneKey() throws Exception {
        String question = "counters on all interfaces [confirm]";
        shell.ask("clear counters", question);
        shell.send("\r");
        assertEquals("\r\nR1#", shell.until("R1#"));
        shell.ask("clear counters", question);
        shell.send("n");
        assertEquals("n\r\nR1#", shell.until("R1#"));
    }

    @Test
    void aDeviceThatStartsAgainIsAwayForAWhileAndForgetsWhatWasNotSaved() throws Exception {
        shell.close();
        lab.close();
        start(LabOptions.defaults().withReload(Duration.ofSeconds(4))); // longer than a busy machine holds up this test
        int port = lab.port("R1");
        int telnet = lab.telnetPort("R1");
        configure("ntp server 192.0.2.8");
        shell.ask("write memory", "[OK]");
        shell.until("R1#");
        configure("ntp server 192.0.2.9");
        assertTrue(show("startup-config").contains("192.0.2.8")
                && show("running-config").contains("192.0.2.9"));
        shell.ask("reload", "System configuration has been modified. Save? [yes/no]: ");
        shell.ask("no", "Proceed with reload? [confirm]");
        shell.send("\r");
        assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        Await.until("SSH refused", Duration.ofSeconds(3), () -> refuses(port));
        Await.until("telnet refused", Duration.ofSeconds(3), () -> refuses(telnet));
        awaitListening(port);
        awaitListening(telnet);
        try (SshTestShell back = client.shell(port);
                TelnetTestShell also = new TelnetTestShell(telnet)) {
            back.until("R1>");
            back.ask("enable", "Password: ");
            back.ask("cisco", "R1#");
            back.ask("terminal length 0", "R1#");
            String running = back.ask("show running-config", "\nR1#");
            assertTrue(running.contains("192.0.2.8") && !running.contains("192.0.2.9"));
            assertTrue(back.ask("show version", "\nR1#").contains("uptime is 0 minutes"));
            also.until("Username: ");
        }
    }

    private static boolean refuses(int port) throws IOException {
        try {
            connect(port);
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static void connect(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(Loopback.at(port));
        }
    }

    private static void awaitListening(int port) {
        long limit = System.nanoTime() + 20_000_000_000L;
        for (; ; ) {
            try {
                connect(port);
                return;
            } catch (IOException e) {
                assertTrue(System.nanoTime() < limit, "not back: " + e);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aReloadThatIsNotConfirmedDoesNothing() throws Exception {
        shell.ask("reload", "Proceed with reload? [confirm]");
        shell.send("n");
        shell.until("R1#");
        show("clock");
    }

    @Test
    void aSaveBeforeTheReloadIsKept() throws Exception {
        configure("ntp server 192.0.2.9");
        shell.ask("reload", "Save? [yes/no]: ");
        shell.ask("yes", "Proceed with reload? [confirm]");
        shell.send("\r");
        assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
        awaitListening(lab.port("R1"));
        try (SshTestShell back = client.shell(lab.port("R1"))) {
            back.until("R1>");
            assertTrue(back.ask("show version", "--More--").contains("0 minutes"));
        }
    }

    @Test
    void slowSavesTakeTheirTime() throws Exception {
        shell.close();
        lab.close();
        start(LabOptions.defaults().withSlow(Duration.ofMillis(500)), LabFault.SLOW_SAVE);
        long begin = System.nanoTime();
        show("clock");
        assertTrue(System.nanoTime() - begin < 500_000_000L);
        shell.ask("write memory", "Building configuration...");
        begin = System.nanoTime();
        shell.until("[OK]");
        assertTrue(System.nanoTime() - begin > 400_000_000L);
    }
}
