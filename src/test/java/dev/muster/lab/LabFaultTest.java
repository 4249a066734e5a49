package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Loopback;
import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says. */
class LabFaultTest {
    private final SshTestClient client = new SshTestClient();
    private Lab lab;

    @AfterEach
    void close() {
        client.close();
        lab.close();
    }

    private SshTestShell shell(LabFault fault, LabOptions options) throws IOException {
        lab = Lab.start(List.of(LabDevice.of("R1", fault)), 0, options);
        return client.shell(lab.port("R1"));
    }

    private SshTestShell shell(LabFault fault) throws IOException {
        return shell(fault, LabOptions.defaults());
    }

    @Test
    void aSlowDeviceWaitsBeforeEachAnswer() throws Exception {
        try (SshTestShell shell = shell(LabFault.SLOW, LabOptions.defaults().withSlow(Duration.ofMillis(400)))) {
            shell.until("R1>");
            long start = System.nanoTime();
            shell.ask("show clock", "\nR1>");
            assertTrue(System.nanoTime() - start >= 400_000_000L);
        }
    }

    @Test
    void latencyDelaysEachAnswer() throws Exception {
        lab = Lab.start(
                List.of(new LabDevice(
                        "R1", "terminal", "cisco", "cisco", "cisco", Duration.ofMillis(300), java.util.Set.of())),
                0);
        try (SshTestShell shell = client.shell(lab.port("R1"))) {
            shell.until("R1>");
            long start = System.nanoTime();
            shell.ask("show clock", "\nR1>");
            assertTrue(System.nanoTime() - start >= 300_000_000L);
        }
    }

    @Test
    void aDeviceWithAnotherPasswordRefusesEveryLogin() {
        assertThrows(SshException.class, () -> shell(LabFault.WRONG_PASSWORD));
        assertTrue(lab.stats().authFailures() >= 1);
        assertEquals(0, lab.stats().logins());
    }

    @Test
    void aHungDeviceSaysNothingAfterLogin() throws Exception {
        try (SshTestShell shell = shell(LabFault.HANG)) {
            shell.send("show clock\r");
            assertFalse(shell.comes("\n", Duration.ofMillis(700)));
            assertEquals("", shell.pending());
            assertEquals(1, lab.stats().shells());
        }
    }

    @Test
    void aRefusingDeviceAnswersOnlyShowVersion() throws Exception {
        try (SshTestShell shell = shell(LabFault.REFUSE)) {
            shell.until("R1>");
            shell.ask("terminal length 0", "R1>");
            assertTrue(shell.ask("show version", "\nR1>").contains("R1 uptime is"));
            assertEquals(
                    "show clock\r\n        ^\r\n% Invalid input detected at '^' marker.\r\n\r\nR1>",
                    shell.ask("show clock", "\nR1>"));
        }
    }

    @Test
    void aClosingDeviceBreaksOffInTheMiddleOfTheFirstOutput() throws Exception {
        try (SshTestShell shell = shell(LabFault.CLOSE)) {
            shell.until("R1>");
            shell.send("show version\r");
            assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
            assertTrue(shell.pending().contains("Cisco IOS Software"));
            assertFalse(shell.pending().contains("uptime"));
            assertEquals(0, lab.stats().logouts());
        }
    }

    @Test
    void evenAOneLineOutputIsBrokenInTheMiddle() throws Exception {
        try (SshTestShell shell = shell(LabFault.CLOSE)) {
            shell.until("R1>");
            shell.send("show clock\r");
            assertTrue(shell.endsWithin(Duration.ofSeconds(10)));
            assertTrue(shell.pending().contains("\r\n*"));
            assertFalse(shell.pending().contains("UTC"));
        }
    }

    @Test
    void nothingListensOnThePortOfAnUnreachableDevice() throws Exception {
        lab = Lab.start(List.of(LabDevice.of("R1", LabFault.UNREACHABLE), LabDevice.of("R2")), 0);
        try (var socket = new Socket()) {
            assertThrows(ConnectException.class, () -> socket.connect(Loopback.at(lab.port("R1")), 2000));
        }
        try (SshTestShell shell = client.shell(lab.port("R2"))) {
            shell.until("R2>");
        }
    }

    @Test
    void aDrippingDeviceSendsByteByByte() throws Exception {
        var quick = new LabOptions(Duration.ZERO, Duration.ofMillis(50), List.of(), List.of(), List.of(), List.of());
        try (SshTestShell shell = shell(LabFault.DRIP, quick)) {
            shell.until("R1>");
            long start = System.nanoTime();
            String output = shell.ask("show privilege", "\nR1>");
            long bytes = output.length() - "show privilege\r\nR1>".length();
            assertTrue(System.nanoTime() - start >= bytes * 50_000_000L);
        }
    }

    @Test
    void aFloodingDeviceGreetsWithAMegabyte() throws Exception {
        try (SshTestShell shell = shell(LabFault.FLOOD_BANNER)) {
            assertTrue(shell.until("R1>").length() > 1 << 20);
            shell.ask("show clock", "\nR1>");
        }
    }

    @Test
    void theWrongPromptIsTheOnlyPrompt() throws Exception {
        try (SshTestShell shell = shell(LabFault.WRONG_PROMPT)) {
            shell.until("::ready::");
            assertTrue(shell.ask("show clock", "\n::ready::").contains("UTC"));
        }
    }

    @Test
    void enableIsRefusedWithTheRightPasswordToo() throws Exception {
        try (SshTestShell shell = shell(LabFault.NO_ENABLE)) {
            shell.until("R1>");
            shell.ask("enable", "Password: ");
            shell.ask("cisco", "Password: ");
            shell.ask("cisco", "Password: ");
            assertTrue(shell.ask("cisco", "R1>").contains("% Bad secrets"));
        }
    }
}
