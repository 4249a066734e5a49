package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabOptions;
import dev.muster.testkit.HangsAtLogin;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import dev.muster.testkit.SaysNothing;
import dev.muster.testkit.SwallowsConnects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The book's device files as they are: B12, B13, the file of B14; and selection, B28. */
class DeviceFilesTest {
    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("run");
    }

    private Program.Ended adHoc(String file, String... more) throws Exception {
        var arguments = new java.util.ArrayList<>(List.of("run", "--devices", file, "--out", folder().toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private Map<String, String> kinds() throws Exception {
        var kinds = new TreeMap<String, String>();
        for (JsonNode device : new Results(folder()).devices()) {
            JsonNode failure = device.get("failure");
            String kind = failure.isNull() ? "ok" : failure.get("kind").asString();
            kinds.put(device.get("device").asString(), kind);
        }
        return kinds;
    }

    @Test
    void b12TheFileOfTheAsyncsshProgramsRunsUnedited() throws Exception {
        Program.Ended ended = adHoc("jobs/inventory/book-asyncssh.yaml", "--against", "lab", "sh ip int br");
        assertEquals(0, ended.status(), ended.err());
        for (String n : List.of("1", "2", "3")) {
            assertTrue(ended.out().contains("=== 192.168.100." + n + " "), ended.out());
            assertTrue(ended.out().contains("\nEthernet0/0                192.168.100." + n + "   YES"), ended.out());
            JsonNode device = new Results(folder()).device("192.168.100." + n);
            assertEquals("R" + n, device.get("hostname").asString());
            assertEquals("R" + n + "#", device.get("prompt").asString());
        }
        assertTrue(ended.out().contains("\nLoopback300                10.30.3.3       YES"), ended.out());
    }

    @Test
    void b13TheFileOfTheScrapliProgramsRunsUnedited() throws Exception {
        Program.Ended ended = adHoc("jobs/inventory/book-scrapli.yaml", "--against", "lab", "sh ip int br");
        assertEquals(1, ended.status(), ended.err());
        assertEquals(
                Map.of(
                        "192.168.100.1",
                        "ok",
                        "192.168.100.2",
                        "ok",
                        "192.168.100.3",
                        "authentication",
                        "192.168.100.11",
                        "connection_refused"),
                kinds());
    }

    @Test
    void b14TheFileOfTheNetdevProgramsRunsUnedited() throws Exception {
        Program.Ended ended = adHoc("jobs/inventory/book-netdev.yaml", "--against", "lab", "sh ip int br");
        assertEquals(0, ended.status(), ended.err());
        assertEquals(Map.of("192.168.100.1", "ok", "192.168.100.2", "ok", "192.168.100.3", "ok"), kinds());
    }

    /** A device of the scrapli form; of keys that come twice the later one counts. */
    private static String scrapli(String name, int port, String... changes) {
        var keys = new TreeMap<>(Map.of(
                "auth_username", "ann",
                "auth_password", "pw",
                "auth_secondary", "en",
                "auth_strict_key", "no",
                "timeout_socket", "5",
                "timeout_transport", "10",
                "platform", "cisco_iosxe",
                "transport", "asyncssh"));
        keys.put("port", String.valueOf(port));
        for (String change : changes) {
            keys.put(change.split(": ", 2)[0], change.split(": ", 2)[1]);
        }
        var text = new StringBuilder("- name: " + name + "\n  host: 127.0.0.1\n");
        keys.forEach((key, value) ->
                text.append("  ").append(key).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** A device for each key of the form, on which that key decides. */
    private Program.Ended runEveryKey() throws Exception {
        var device = new LabDevice("R1", "cisco_ios", "ann", "pw", "en", Duration.ZERO, Set.of());
        var old = LabOptions.defaults().withCiphers("aes128-cbc").withKex("diffie-hellman-group14-sha1");
        try (Lab lab = Lab.start(List.of(device), 0);
                Lab oldLab = Lab.start(List.of(device), 0, old);
                var silent = new SwallowsConnects();
                var slow = new HangsAtLogin()) {
            int port = lab.port("R1");
            String options = "{asyncssh: {kex_algs: +diffie-hellman-group14-sha1, encryption_algs: +aes128-cbc}}";
            Path file = Files.writeString(
                    temp.resolve("devices.yaml"),
                    scrapli("all right", port)
                            + scrapli("auth_username", port, "auth_username: bob")
                            + scrapli("auth_password", port, "auth_password: wrong")
                            + scrapli("auth_secondary", port, "auth_secondary: wrong")
                            + scrapli("auth_strict_key", port, "auth_strict_key: yes")
                            + scrapli("timeout_socket", silent.port(), "timeout_socket: 1")
                            + scrapli("timeout_transport", slow.port(), "timeout_transport: 1")
                            + scrapli("platform", port, "platform: terminal")
                            + scrapli("transport_options", oldLab.port("R1"), "transport_options: " + options)
                            + scrapli("without options", oldLab.port("R1")));
            return adHoc(file.toString(), "show clock");
        }
    }

    @Test
    void b13EveryKeyHasItsEffect() throws Exception {
        assertEquals(1, runEveryKey().status());
        var expected = new TreeMap<>(Map.of(
                "all right", "ok",
                "auth_username", "authentication",
                "auth_password", "authentication",
                "auth_secondary", "privilege",
                "auth_strict_key", "host_key",
                "timeout_socket", "connect_timeout",
                "timeout_transport", "connect_timeout",
                "platform", "ok",
                "transport_options", "ok",
                "without options", "key_exchange"));
        assertEquals(expected, kinds());
        var results = new Results(folder());
        assertEquals("R1#", results.device("all right").get("prompt").asString());
        assertEquals("R1>", results.device("platform").get("prompt").asString(), "this platform enables nothing");
        assertTrue(results.device("timeout_socket").at("/timings/connect_ms").asLong() < 2000);
        assertTrue(results.device("timeout_transport").at("/timings/auth_ms").asLong() < 2000);
        assertEquals(
                "authenticate",
                results.device("timeout_transport").at("/failure/stage").asString());
    }

    @Test
    void b13AnUnknownKeyIsAnErrorThatNamesItsPlaceAndContactsNobody() throws Exception {
        try (var server = new SaysNothing()) {
            Path file = Files.writeString(
                    temp.resolve("devices.yaml"),
                    scrapli("a", server.port()) + scrapli("b", server.port(), "auth_pasword: x"));
            Program.Ended ended = adHoc(file.toString(), "show clock");
            assertEquals(2, ended.status());
            assertEquals(file + ":15:3: unknown key `auth_pasword`; did you mean `auth_password`?\n", ended.err());
            assertEquals(0, server.accepted());
            assertFalse(Files.exists(folder()));
        }
    }

    @Test
    void b28OnlySelectedDevicesAreContacted() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b28-select.yaml", folder());
        assertEquals(0, ended.status(), ended.err());
        assertEquals(Map.of("R2", "ok", "R4", "ok"), kinds());
    }

    @Test
    void b28TheCommandLineSelectsInPlaceOfTheJob() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b28-select.yaml", folder(), "--select", "name == 'R5'");
        assertEquals(0, ended.status(), ended.err());
        assertEquals(Map.of("R5", "ok"), kinds());
    }
}
