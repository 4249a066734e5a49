package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.testkit.AcmeSwitch;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import dev.muster.testkit.TelnetDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** B15, platforms and {@code get_prompt}; B23, {@code base_prompt} and {@code check_enable_mode}. */
class ProbeTest {
    @TempDir
    Path temp;

    @Test
    void b15ThePlatformOfADeviceIsNamedWithItsPrompt() throws Exception {
        for (String platform : List.of("cisco_iosxe", "cisco_nxos", "cisco_iosxr", "arista_eos", "juniper_junos")) {
            Program.Ended ended = Program.run("probe", "R1", "--inventory", "jobs/inventory/lab-" + platform + ".yaml");
            assertEquals(0, ended.status(), ended.err());
            assertTrue(ended.out().contains("\n  platform      " + platform + " ("), ended.out());
            assertTrue(ended.out().contains("\n  hostname      R1\n"), ended.out());
        }
    }

    @Test
    void b23HostnamePromptAndModeAreInEveryResult() throws Exception {
        Program.Ended ended = Program.job("jobs/book/b23-base-prompt.yaml", temp.resolve("run"));
        assertEquals(0, ended.status(), ended.err());
        JsonNode device = new Results(temp.resolve("run")).device("R1");
        assertEquals("R1", device.get("hostname").asString());
        assertEquals("R1#", device.get("prompt").asString());
        assertEquals("privilege_exec", device.get("mode").asString());
    }

    @Test
    void severalDevicesAreProbedAtOnceAndOneThatFailsIsNamed() throws Exception {
        var devices = List.of(
                LabDevice.of("R1"), LabDevice.of("R2", "cisco_nxos"), LabDevice.of("R3", LabFault.WRONG_PASSWORD));
        try (Lab lab = Lab.start(devices, 0)) {
            String inventory = InProcess.inventory(lab, List.of("R1", "R2", "R3"));
            Path file = Files.writeString(temp.resolve("lab.yaml"), inventory);
            Program.Ended ended = Program.run("probe", "R1", "R2", "R3", "--inventory", file.toString(), "--json");
            assertEquals(1, ended.status(), ended.err());
            List<JsonNode> found = Results.lines(ended.out());
            assertEquals("cisco_iosxe", of(found, "R1").get("platform").asString());
            assertEquals("cisco_nxos", of(found, "R2").get("platform").asString());
            assertEquals("authentication", of(found, "R3").at("/failure/kind").asString());
            assertTrue(of(found, "R1").at("/connection/software").asString().startsWith("SSH-2.0-"));
        }
    }

    private static JsonNode of(List<JsonNode> found, String device) {
        return found.stream()
                .filter(one -> one.get("device").asString().equals(device))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFilePrintedForAnUnknownDeviceMakesItWork() throws Exception {
        try (var acme = new TelnetDevice(AcmeSwitch::play)) {
            String login = "host: 127.0.0.1, port: " + acme.port()
                    + ", transport: telnet, username: ann, password: pw-1234, enable_password: code-77";
            Path inventory = Files.writeString(temp.resolve("devices.yaml"), "devices: [{name: A1, " + login + "}]");
            Program.Ended probed = Program.run("probe", "A1", "--inventory", inventory.toString(), "--name", "acme_os");
            assertEquals(0, probed.status(), probed.err());
            assertFalse(probed.out().contains("code-77") || probed.out().contains("pw-1234"), probed.out());
            Path platforms = Files.createDirectory(temp.resolve("platforms"));
            Path file = Files.writeString(platforms.resolve("acme_os.yaml"), probed.out());
            Program.Ended valid = Program.run("validate", file.toString());
            assertEquals(0, valid.status(), valid.out() + valid.err());

            Path job = Files.writeString(
                    temp.resolve("job.yaml"),
                    "devices: [{name: A1, platform: acme_os, " + login
                            + "}]\nsteps: [{show: [show version, show ports, show colours]}]");
            Program.Ended ran = Program.run(
                    "run", job.toString(), "--out", temp.resolve("run").toString());
            assertEquals(1, ran.status(), ran.err());
            var results = new Results(temp.resolve("run"));
            assertEquals(List.of("ok", "ok", "refused"), results.column("status"), ran.err() + probed.out());
            assertEquals(
                    List.of("Acme FabricOS release 4.2\nUptime 3 days", "1 up\n2 down"),
                    results.column("output").subList(0, 2));
            assertEquals("acme-7", results.device("A1").get("hostname").asString());
            assertEquals("quit", lastOf(acme), "logged out as it was learned");
            Program.Ended again = Program.run("probe", "A1", "--inventory", inventory.toString(), "--json");
            assertEquals(
                    "acme_os",
                    Results.lines(again.out()).getFirst().get("platform").asString(),
                    "known from now on");
        }
    }

    private static String lastOf(TelnetDevice device) {
        return device.lines().getLast().heard().getLast().replaceAll("<CR.*", "");
    }

    @Test
    void byTelnetAndByAddressTheSameIsFound() throws Exception {
        try (var router = new TelnetDevice(TelnetDevice.router("ann", "pw-1234"))) {
            String line = "devices: [{name: R1, host: 127.0.0.1, username: ann, password: pw-1234}]";
            Path inventory = Files.writeString(temp.resolve("devices.yaml"), line);
            Program.Ended ended = Program.run(
                    "probe",
                    "127.0.0.1",
                    "--inventory",
                    inventory.toString(),
                    "--transport",
                    "telnet",
                    "--port",
                    String.valueOf(router.port()));
            assertEquals(0, ended.status(), ended.err());
            assertTrue(ended.out().contains("\nid: r1\n"), ended.out());
            assertTrue(ended.out().contains("prompt  R1#\n"), ended.out());
        }
    }

    @Test
    void mistakesAreToldBeforeAnybodyIsContacted() throws Exception {
        Path inventory = Files.writeString(
                temp.resolve("devices.yaml"), "devices: [{name: core1, host: 192.0.2.1, username: x, password: y}]");
        assertMistake("no device `cor1`; did you mean `core1`?", "cor1", "--inventory", inventory.toString());
        assertMistake("--transport is `telnt`; did you mean `telnet`?", "192.0.2.1", "--transport", "telnt");
        assertMistake("--port is 70000", "192.0.2.1", "--port", "70000");
        assertMistake("--host-key is `lax`; known: strict, accept-new, off", "192.0.2.1", "--host-key", "lax");
        assertMistake("--name is `Acme OS`", "192.0.2.1", "--name", "Acme OS");
    }

    private static void assertMistake(String expected, String... arguments) throws Exception {
        var all = new java.util.ArrayList<>(List.of("probe"));
        all.addAll(List.of(arguments));
        Program.Ended ended = Program.run(all.toArray(String[]::new));
        assertEquals(2, ended.status(), ended.err());
        assertTrue(ended.err().contains(expected), ended.err());
    }
}
