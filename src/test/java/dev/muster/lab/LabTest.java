package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.SshTestClient;
import dev.muster.testkit.SshTestShell;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.Test;

/** The lab as a whole: ports, keys, logins, counts, and its end. */
class LabTest {

    private static List<LabDevice> devices(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> LabDevice.of("R" + i))
                .toList();
    }

    @Test
    void bothWaysToLogInWorkAndAreCounted() throws Exception {
        try (Lab lab = Lab.start(devices(1), 0)) {
            for (String method : List.of("password", "keyboard-interactive")) {
                try (SshTestClient client = new SshTestClient().withLoginBy(method)) {
                    client.login(lab.port("R1"), "cisco", "cisco").close();
                    assertThrows(SshException.class, () -> client.login(lab.port("R1"), "cisco", "ciscoe"));
                    assertThrows(SshException.class, () -> client.login(lab.port("R1"), "admin", "cisco"));
                }
            }
            assertEquals(2, lab.stats().logins());
            assertTrue(lab.stats().authFailures() >= 4);
            assertEquals(6, lab.stats().connections());
        }
    }

    @Test
    void theHostKeyLineHoldsThePortAndTheKeyThatTheServerShows() throws Exception {
        try (Lab lab = Lab.start(devices(1), 0);
                SshTestClient client = new SshTestClient()) {
            String expected = "[127.0.0.1]:" + lab.port("R1") + " " + client.hostKey(lab.port("R1"));
            assertEquals(expected, lab.hostKeyLine("R1"));
            assertTrue(lab.hostKeyLine("R1").contains(" ecdsa-sha2-nistp256 AAAA"));
        }
    }

    @Test
    void portsFollowTheFirstOneInOrder() throws Exception {
        int first = freeRange(3);
        List<LabDevice> three =
                List.of(LabDevice.of("R1"), LabDevice.of("R2", LabFault.UNREACHABLE), LabDevice.of("R3"));
        try (Lab lab = Lab.start(three, first);
                SshTestClient client = new SshTestClient();
                SshTestShell shell = client.shell(first + 2)) {
            assertEquals(first + 1, lab.port("R2"));
            shell.until("R3>");
        }
    }

    private static int freeRange(int count) throws IOException {
        for (int first = 20000; ; first += count) {
            var taken = new ArrayList<ServerSocket>();
            try {
                for (int i = 0; i < count; i++) {
                    taken.add(new ServerSocket(first + i));
                }
                return first;
            } catch (IOException e) {
                // The next range may be free.
            } finally {
                for (ServerSocket socket : taken) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (Lab lab = Lab.start(devices(1), 0)) {
            IOException e = assertThrows(IOException.class, () -> Lab.start(devices(1), lab.port("R1")));
            assertTrue(String.valueOf(e.getMessage()).contains("ports " + lab.port("R1")), e.getMessage());
        }
    }

    @Test
    void twoDevicesWithOneNameAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Lab.start(List.of(LabDevice.of("R1"), LabDevice.of("R1")), 0));
    }

    @Test
    void onlyTheNamedCiphersAreOffered() throws Exception {
        try (Lab lab = Lab.start(devices(1), 0, LabOptions.defaults().withCiphers("aes128-cbc"))) {
            try (SshTestClient modern = new SshTestClient().withCiphers("aes128-ctr")) {
                assertThrows(IOException.class, () -> modern.shell(lab.port("R1")));
            }
            try (SshTestClient old = new SshTestClient().withCiphers("aes128-ctr", "aes128-cbc");
                    SshTestShell shell = old.shell(lab.port("R1"))) {
                shell.until("R1>");
            }
        }
    }

    @Test
    void oldAlgorithmsWorkWhenNamed() throws Exception {
        LabOptions old = LabOptions.defaults()
                .withKex("diffie-hellman-group14-sha256")
                .withMacs("hmac-sha1")
                .withHostKeys("rsa-sha2-256");
        try (Lab lab = Lab.start(devices(1), 0, old);
                SshTestClient client = new SshTestClient()) {
            assertTrue(client.hostKey(lab.port("R1")).startsWith("ssh-rsa "));
        }
    }

    @Test
    void twoHundredSessionsAtOnceAreServedAndCounted() throws Exception {
        int count = 200;
        var allIn = new CyclicBarrier(count);
        try (Lab lab = Lab.start(devices(count), 0);
                SshTestClient client = new SshTestClient();
                var tasks = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            List<Callable<String>> talks = IntStream.rangeClosed(1, count)
                    .mapToObj(i -> (Callable<String>) () -> talk(client, lab, "R" + i, allIn))
                    .toList();
            Set<String> answers = tasks.invokeAll(talks).stream()
                    .map(future -> future.resultNow())
                    .collect(Collectors.toSet());
            assertEquals(count, answers.size());
            LabStats stats = lab.stats();
            assertEquals(count, stats.shellsPeak());
            assertEquals(count, stats.sessionsPeak());
            assertEquals(count, stats.logins());
            assertEquals(count, stats.logouts());
            assertEquals(3 * count, stats.commands());
            assertEquals(0, stats.shells());
        }
    }

    private static String talk(SshTestClient client, Lab lab, String name, CyclicBarrier allIn) throws Exception {
        try (SshTestShell shell = client.shell(lab.port(name))) {
            shell.until(name + ">");
            allIn.await();
            shell.ask("terminal length 0", name + ">");
            String output = shell.ask("show version", "\n" + name + ">");
            shell.send("exit\r");
            shell.endsWithin(Duration.ofSeconds(20));
            return output.lines()
                    .filter(line -> line.contains("uptime"))
                    .findFirst()
                    .orElse("none");
        }
    }

    @Test
    void aThousandDevicesStartInUnderTwoSeconds() throws Exception {
        Lab.start(devices(1), 0).close();
        long start = System.nanoTime();
        try (Lab lab = Lab.start(devices(1000), 0)) {
            assertTrue(System.nanoTime() - start < 2_000_000_000L);
            assertEquals(
                    1000,
                    devices(1000).stream()
                            .map(d -> lab.port(d.hostname()))
                            .distinct()
                            .count());
        }
    }

    @Test
    void closingEndsEverySessionQuicklyAndLeavesNoThread() throws Exception {
        try (SshTestClient client = new SshTestClient()) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            Lab lab = Lab.start(List.of(LabDevice.of("R1", LabFault.HANG), LabDevice.of("R2")), 0);
            try (SshTestShell hung = client.shell(lab.port("R1"));
                    SshTestShell busy = client.shell(lab.port("R2"))) {
                busy.until("R2>");
                busy.ask("show slow", "counting: 2");
                long start = System.nanoTime();
                lab.close();
                assertTrue(System.nanoTime() - start < 3_000_000_000L);
                assertTrue(hung.endsWithin(Duration.ofSeconds(5)));
                assertTrue(busy.endsWithin(Duration.ofSeconds(5)));
                assertEquals(0, lab.stats().shells());
                assertEquals(0, lab.stats().sessions());
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread) && thread.getName().contains("SshServer")) {
                    thread.join(3000);
                    assertTrue(!thread.isAlive(), () -> "still running: " + thread);
                }
            }
            assertThrows(IOException.class, () -> new Socket("127.0.0.1", lab.port("R2")).close());
        }
    }
}
