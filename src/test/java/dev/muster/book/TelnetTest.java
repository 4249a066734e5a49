package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.RefusesConnections;
import dev.muster.testkit.Results;
import dev.muster.testkit.SwallowsConnects;
import dev.muster.testkit.TelnetDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The book's programs that use telnet: B18, and the telnet of the files of B13 and B14. */
class TelnetTest {
    @TempDir
    Path temp;

    private Program.Ended adHoc(String inventory, String... more) throws Exception {
        Path file = Files.writeString(temp.resolve("devices.yaml"), inventory);
        var arguments = new java.util.ArrayList<>(List.of(
                "run",
                "--devices",
                file.toString(),
                "--out",
                temp.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private JsonNode device(String name) throws Exception {
        return new Results(temp.resolve("run")).device(name);
    }

    private Map<String, String> kinds() throws Exception {
        var kinds = new TreeMap<String, String>();
        for (JsonNode device : new Results(temp.resolve("run")).devices()) {
            JsonNode failure = device.get("failure");
            kinds.put(
                    device.get("device").asString(),
                    failure.isNull() ? "ok" : failure.get("kind").asString());
        }
        return kinds;
    }

    @Test
    void b18TelnetLogsInByPromptsAndEndsAtItsLimits() throws Exception {
        try (var router = new TelnetDevice(TelnetDevice.router("ann", "pw-1234"));
                var silent = new SwallowsConnects()) {
            Program.Ended ended = adHoc("""
                    defaults:
                      {platform: cisco_iosxe, transport: telnet, username: ann, password: pw-1234,
                       limits: {connect: 1s}}
                    devices:
                      - {name: R1, host: 127.0.0.1, port: %d}
                      - {name: wrong, host: 127.0.0.1, port: %d, password: pw-5678}
                      - {name: unreachable, host: 127.0.0.1, port: %d}
                    """.formatted(router.port(), router.port(), silent.port()), "show clock");
            assertEquals(1, ended.status(), ended.err());
            assertEquals(Map.of("R1", "ok", "wrong", "authentication", "unreachable", "connect_timeout"), kinds());
            assertEquals("14:00:00.000 UTC", device("R1").at("/steps/0/output").asString());
            assertEquals("R1#", device("R1").get("prompt").asString());
            long connect = device("unreachable").at("/timings/total_ms").asLong();
            assertTrue(connect >= 1000 && connect < 4000, "ended at its limit of 1 s: " + connect);
            assertTrue(device("R1").at("/timings/auth_ms").asLong() > 0);
            long passwords = router.lines().stream()
                    .flatMap(line -> line.heard().stream())
                    .filter(line -> line.startsWith("pw-"))
                    .count();
            assertEquals(2, passwords, "one attempt each");
            assertTrue(router.lines().stream().anyMatch(line -> line.heard().contains("exit<CR NUL>")), "logged out");
        }
        for (String report : List.of("results.json", "results.csv")) {
            String text = Files.readString(temp.resolve("run").resolve(report));
            assertTrue(!text.contains("pw-1234") && !text.contains("pw-5678"), report);
        }
    }

    @Test
    void b13AndB14TelnetOfForeignFilesIsTelnet() throws Exception {
        try (var router = new TelnetDevice(TelnetDevice.router("ann", "pw"))) {
            Program.Ended scrapli = adHoc(
                    "[{name: a, host: 127.0.0.1, port: %d, auth_username: ann, auth_password: pw, platform: cisco_iosxe,"
                                    .formatted(router.port())
                            + " transport: asynctelnet}]",
                    "show clock");
            assertEquals(0, scrapli.status(), scrapli.err());
            Program.Ended netmiko = Program.run(
                    "run",
                    "--devices",
                    Files.writeString(
                                    temp.resolve("netmiko.yaml"),
                                    "[{device_type: cisco_ios_telnet, host: 127.0.0.1, port: %d, username: ann, password: pw}]"
                                            .formatted(router.port()))
                            .toString(),
                    "--out",
                    temp.resolve("netmiko").toString(),
                    "show clock");
            assertEquals(0, netmiko.status(), netmiko.err());
            assertEquals(2, router.accepted());
        }
    }

    @Test
    void aFallbackIsSaidAndAFailureTellsOfBothWays() throws Exception {
        try (var refuses = new RefusesConnections()) {
            Program.Ended ended = adHoc("""
                    devices:
                      - {name: R1, host: 127.0.0.1, port: %d, platform: cisco_iosxe, username: u, transport: [ssh, telnet]}
                    """.formatted(refuses.port()), "show clock");
            assertEquals(1, ended.status());
            String message = device("R1").at("/failure/message").asString();
            assertTrue(message.startsWith("by telnet: 127.0.0.1:23"), message);
            assertTrue(
                    message.contains("before that, by ssh: connection_refused: 127.0.0.1:" + refuses.port()), message);
        }
    }

    @Test
    void aTelnetDeviceIsRehearsedOnTheLab() throws Exception {
        Program.Ended ended = adHoc(
                "devices: [{name: R1, host: 192.0.2.1, platform: cisco_iosxe, username: u, password: p, transport: telnet}]",
                "--against",
                "lab",
                "show clock");
        assertEquals(0, ended.status(), ended.err());
        assertEquals("R1", device("R1").get("hostname").asString());
    }

    @Test
    void labDevicesAnswerByTelnetWhereThatIsTheirTransport() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 3, transport: telnet, faults: {mute: R2, slow_save: R3}}}
                run: {limits: {auth: 4s}}
                steps: [{show: show clock}]
                """);
        Program.Ended ended = Program.job(job.toString(), temp.resolve("run"));
        assertEquals(1, ended.status(), ended.err());
        assertEquals(Map.of("R1", "ok", "R2", "prompt_timeout", "R3", "ok"), kinds(), "only telnet can be mute");
    }
}
