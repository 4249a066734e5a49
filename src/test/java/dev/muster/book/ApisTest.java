package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** HTTP and the APIs of devices, B33. */
class ApisTest {
    @TempDir
    Path temp;

    @Test
    void b33TheSameCommandGivesTheSameColumnsByCliAndByApi() throws Exception {
        Path folder = temp.resolve("run");
        Program.Ended ended = Program.run("run", "jobs/book/b33-apis.yaml", "--out", folder.toString());
        assertEquals(1, ended.status(), ended.err());
        for (JsonNode device : new Results(folder).devices()) {
            JsonNode steps = device.get("steps");
            assertEquals(steps.get(0).get("rows"), steps.get(1).get("rows"));
            assertEquals(
                    "4.28.3M", steps.get(1).get("rows").get(0).get("version").asString());
            assertEquals(
                    steps.get(0).get("output").asString().strip(),
                    steps.get(2).get("output").asString().strip());
            assertEquals("ok", steps.get(3).get("status").asString());
            assertEquals("refused", steps.get(4).get("status").asString());
            assertEquals("ok", steps.get(5).get("status").asString());
        }
        String log = Files.readString(folder.resolve("sessions/R1.log"));
        assertTrue(log.contains("> POST /command-api") && log.contains("> Authorization: ********"), log);
        assertFalse(log.contains("\"cisco\""), log);
        assertTrue(log.contains("\"cmd\":\"enable\",\"input\":\"********\""), log);
    }

    @Test
    void aChangeByTheApiIsInTheConfigurationThatTheCommandLineShows() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 1, platform: cisco_nxos}}
                steps:
                  - {configure: {lines: [interface loopback7, description from nxapi], save: true}, via: api}
                  - {show: show running-config, name: config, via: cli}
                  - {show: show version, via: api, parse: normalized, name: version}
                  - {configure: [interface loopback7, nonsense here], via: api, name: bad}
                  - {show: show clock, via: api, name: never}
                """);
        Path folder = temp.resolve("run");
        Program.Ended ended = Program.run("run", job.toString(), "--out", folder.toString());
        assertEquals(1, ended.status(), ended.err());
        JsonNode steps = new Results(folder).devices().getFirst().get("steps");
        List<String> statuses = List.of("ok", "ok", "ok", "refused", "skipped");
        for (int i = 0; i < statuses.size(); i++) {
            assertEquals(
                    statuses.get(i),
                    steps.get(i).get("status").asString(),
                    steps.get(i).toString());
        }
        assertTrue(
                steps.get(1).get("output").asString().contains("description from nxapi"),
                steps.get(1).toString());
        assertEquals("9.3(10)", steps.get(2).get("rows").get(0).get("version").asString());
    }

    @Test
    void aDeviceWhoseApiIsNotThereIsAskedByItsCommandLine() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 1, platform: cisco_iosxe}}
                steps:
                  - {show: [show version, show running-config], via: [api, cli]}
                """);
        Path folder = temp.resolve("run");
        Program.Ended ended = Program.run("run", job.toString(), "--out", folder.toString());
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.err().contains("commands go by cli, not by api: http_status"), ended.err());
        JsonNode step = new Results(folder).devices().getFirst().get("steps").get(0);
        assertTrue(step.get("output").asString().contains("Cisco IOS"), step.toString());
    }

    @Test
    void aRequestWithoutCredentialsKeepsNoLoginOfTheCommandLineWaiting() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), """
                inventory: {lab: {devices: 6, platform: arista_eos}}
                run: {limits: {device: 45s}}
                steps:
                  - {http: {get: /, login: false, status: [2xx, 4xx]}}
                  - {show: show version}
                """);
        Program.Ended ended =
                Program.run("run", job.toString(), "--out", temp.resolve("run").toString());
        assertEquals(0, ended.status(), ended.out() + ended.err());
    }

    @Test
    void aJobWithRequestsIsNotRecordedAndThatIsSaid() throws Exception {
        Program.Ended ended = Program.run(
                "run", "jobs/book/b33-apis.yaml", "--record", temp.resolve("r").toString());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("step `by api` (device R1) does not use the command line"), ended.err());
    }
}
