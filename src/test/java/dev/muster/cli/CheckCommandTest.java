package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.ClosesAtOnce;
import dev.muster.testkit.Program;
import dev.muster.testkit.RefusesPassword;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The book's CheckConnection and PingIP (B25, B26). */
class CheckCommandTest {
    @TempDir
    private Path temp;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(temp.resolve(name), text);
    }

    private static List<String> sorted(String out) {
        return out.lines()
                .takeWhile(line -> !line.isEmpty())
                .map(line ->
                        line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", "TIME ").replaceAll(":\\d{4,5}", ":PORT"))
                .sorted()
                .toList();
    }

    @Test
    void b25EveryAnswerIsALineAndThenATableWithPromptsAndReasons() throws Exception {
        try (var router = new TelnetDevice(TelnetDevice.router("ann", "pw-1234"));
                var silent = new SwallowsConnects()) {
            Path devices = file("devices.yaml", """
                    defaults:
                      {platform: cisco_iosxe, transport: telnet, username: ann, password: pw-1234, limits: {connect: 1s}}
                    devices:
                      - {name: R1, host: 127.0.0.1, port: %1$d}
                      - {name: R2, host: 127.0.0.1, port: %1$d, password: wrong-1}
                      - {name: R3, host: 127.0.0.1, port: %2$d}
                    """.formatted(router.port(), silent.port()));

            Program.Ended ended = Program.run("check", devices.toString());

            assertEquals(1, ended.status(), ended.err());
            List<String> lines = sorted(ended.out());
            assertTrue(lines.get(0).startsWith("TIME TELNET failed R2 127.0.0.1 authentication: "), lines::toString);
            assertEquals(
                    "TIME TELNET failed R3 127.0.0.1 connect_timeout: 127.0.0.1:PORT did not answer within 1.0 s",
                    lines.get(1));
            assertEquals("TIME TELNET ok R1 127.0.0.1 R1#", lines.get(2));
            assertTrue(ended.out().contains("""

                    name  address    telnet
                    R1    127.0.0.1  ok
                    R2    127.0.0.1  authentication
                    R3    127.0.0.1  connect_timeout
                    """), ended.out());
            assertTrue(ended.err().contains("3 checks: 1 ok, 2 failed"), ended.err());
        }
    }

    @Test
    void netconfIsLoggedInToAndSaysWhatItOffers() throws Exception {
        Path lab = file("lab.yaml", "lab: {devices: 2, faults: {wrong_password: R2}}\n");

        Program.Ended ended = Program.run("check", lab.toString(), "--netconf");

        assertEquals(1, ended.status(), ended.err());
        List<String> lines = sorted(ended.out());
        assertTrue(lines.get(0).startsWith("TIME NETCONF failed R2 127.0.0.1 authentication: "), lines::toString);
        assertTrue(
                lines.get(1).matches("TIME NETCONF ok R1 127\\.0\\.0\\.1 NETCONF 1\\.1, \\d+ capabilities"),
                lines::toString);
    }

    @Test
    void devicesOfALabAreLoggedInToBySsh() throws Exception {
        Path lab = file("lab.yaml", "lab: {devices: 3, faults: {wrong_password: R2}}\n");

        Program.Ended ended = Program.run("check", lab.toString(), "--ssh", "--format", "csv");

        assertEquals(1, ended.status(), ended.err());
        List<String> rows = ended.out()
                .lines()
                .map(line -> line.replaceFirst(",\\d+$", ""))
                .sorted()
                .toList();
        assertEquals("R1,127.0.0.1,ssh,ok,,R1#", rows.get(0));
        assertTrue(rows.get(1).startsWith("R2,127.0.0.1,ssh,failed,authentication,"), rows::toString);
        assertEquals("name,address,protocol,status,failure,message,elapsed_ms".replaceFirst(",\\d+$", ""), rows.get(3));
    }

    @Test
    void withoutALoginNoPasswordAndNoPlatformIsNeededAndThePortBelongsToTheOwnTransport() throws Exception {
        try (var server = new ClosesAtOnce()) {
            Path devices = file(
                    "devices.yaml",
                    "devices: [{name: R1, host: 127.0.0.1, port: %d, password: \"${env:NOBODY_SET_THIS}\"}]\n"
                            .formatted(server.port()));

            Program.Ended ended = Program.run("check", devices.toString(), "--ssh", "--netconf", "--no-login");

            assertEquals(1, ended.status(), ended.err());
            assertEquals(
                    List.of(
                            "TIME NETCONF failed R1 127.0.0.1 connection_refused: 127.0.0.1:830: Connection refused",
                            "TIME SSH ok R1 127.0.0.1 port " + server.port() + " is open"),
                    sorted(ended.out()));
        }
    }

    @Test
    void aWrongPasswordIsOneAttempt() throws Exception {
        try (var server = new RefusesPassword()) {
            Path devices = file(
                    "d.yaml",
                    "- {name: R1, host: 127.0.0.1, port: %d, platform: linux, username: u, password: p, host_key: \"off\"}\n"
                            .formatted(server.port()));

            Program.Ended ended = Program.run("check", devices.toString());

            assertTrue(
                    sorted(ended.out()).getFirst().startsWith("TIME SSH failed R1 127.0.0.1 authentication: "),
                    ended.out());
        }
    }

    @Test
    void fiveThousandAddressesAreConnectedToInSeconds() throws Exception {
        try (var server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 4096);
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        server.accept().close();
                    }
                } catch (java.io.IOException e) {
                    // closed
                }
            });
            String list = IntStream.range(0, 5000)
                    .mapToObj(i -> "- {name: D%d, host: 127.%d.%d.%d, port: %d}"
                            .formatted(i, 1 + i / 10_000, i / 200, 1 + i % 200, server.getLocalPort()))
                    .collect(Collectors.joining("\n"));
            Path devices = file("many.yaml", list + "\n");

            long begin = System.nanoTime();
            Program.Ended ended = Program.run("check", devices.toString(), "--ssh", "--no-login");
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertEquals(0, ended.status(), ended.err());
            assertEquals(5000, sorted(ended.out()).size());
            assertTrue(ended.err().contains("5000 checks: 5000 ok, 0 failed"), ended.err());
            assertTrue(seconds < 40, "10 s on an idle machine of two cores; took " + seconds);
        }
    }

    @Test
    void deadAddressesHoldNobodyElseUp() throws Exception {
        try (var router = new TelnetDevice(TelnetDevice.router("ann", "pw-1234"));
                var silent = new SwallowsConnects()) {
            String dead = IntStream.range(0, 200)
                    .mapToObj(i -> "  - {name: dead%d, host: 127.0.0.1, port: %d}\n".formatted(i, silent.port()))
                    .collect(Collectors.joining());
            Path devices = file("devices.yaml", """
                    defaults:
                      {platform: cisco_iosxe, transport: telnet, username: ann, password: pw-1234, limits: {connect: 10s}}
                    devices:
                    %s  - {name: alive, host: 127.0.0.1, port: %d}
                    """.formatted(dead, router.port()));

            Program.Ended ended = Program.run("check", devices.toString());

            List<String> lines =
                    ended.out().lines().takeWhile(line -> !line.isEmpty()).toList();
            assertEquals(201, lines.size());
            assertTrue(
                    lines.getFirst().endsWith("TELNET ok alive 127.0.0.1 R1#"),
                    "the last in the file answers first: " + lines.getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/30, 2",
        "127.0.0.4/31, 2",
        "127.0.0.9/32, 1",
        "127.0.0.1-5, 5",
        "127.0.0.250-127.0.1.5, 12",
        "::1, 1",
        "2001:db8::/126, 4",
        "router.example.net, 1",
    })
    void addressesRangesAndNetworksAreUnderstood(String text, int count) throws WrongInput {
        assertEquals(count, Addresses.of(text).size());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, is more than 65536 addresses",
        "10.0.0.9-1, ends before it begins",
        "10.0.0.300, is no address",
        "-c, is no file",
        "a;b, is no file",
    })
    void whatIsNoAddressIsToldBeforeAnybodyIsAsked(String text, String what) throws Exception {
        Program.Ended ended = Program.run("check", "--no-login", "--", text);

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains(what), ended.err());
    }
}
