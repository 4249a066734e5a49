package dev.muster.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A job is recorded once and rehearsed as often as anybody wants, without a device. */
class RehearsalTest {
    private static final String JOB = """
            name: rehearsed
            inventory:
              lab:
                devices: 20
                latency: 5ms
                faults: {wrong_password: [R5], hang: [R7], refuse: [R9], close: [R11], unreachable: [R13], no_enable: [R17]}
            run: {limits: {connect: 10s, auth: 10s, command: 10s}}
            steps:
              - show: show version
              - show: [show ip interface brief, show clock]
              - configure: [ntp server 192.0.2.1]
                when: "name == 'R2'"
            """;

    @TempDir
    Path temp;

    private Program.Ended run(Path job, String name, String... options) throws Exception {
        return Program.job(job.toString(), temp.resolve(name), options);
    }

    /** What a run came to: per device its end and the hash of each output. */
    private Map<String, List<String>> outcome(String name) throws Exception {
        var outcome = new TreeMap<String, List<String>>();
        for (JsonNode device : new Results(temp.resolve(name)).devices()) {
            var told = new ArrayList<String>();
            told.add(device.get("status").asString() + " " + device.at("/failure/kind") + " "
                    + device.at("/failure/message") + " " + device.get("prompt"));
            device.get("steps")
                    .forEach(step ->
                            told.add(step.get("command") + " " + step.get("status") + " " + step.get("sha256")));
            outcome.put(device.get("device").asString(), told);
        }
        return outcome;
    }

    @Test
    void aRehearsalComesToTheSameAsTheRecordedRunEveryTime() throws Exception {
        Path job = Files.writeString(temp.resolve("job.yaml"), JOB);
        Path recordings = temp.resolve("recordings");
        assertEquals(1, run(job, "real", "--record", recordings.toString()).status());
        try (Stream<Path> files = Files.list(recordings)) {
            assertEquals(20, files.count());
        }
        for (String again : List.of("first", "second")) {
            Program.Ended ended = run(job, again, "--against", recordings.toString());
            assertEquals(1, ended.status(), ended.err());
            assertEquals(outcome("real"), outcome(again));
        }
        assertNoSecret(recordings);

        Program.Ended twice = run(job, "twice", "--record", recordings.toString());
        assertEquals(2, twice.status());
        assertTrue(twice.err().contains("holds recordings already"), twice.err());
    }

    private static void assertNoSecret(Path recordings) throws Exception {
        String text = Files.readString(recordings.resolve("R1.session"));
        assertTrue(text.contains("\n> enable\n< enable\n< Password: \\\n> ********\n"), text);
        assertFalse(text.contains("\n> cisco"), text);
    }

    @Test
    void nobodyIsContactedAndNoSecretIsNeeded() throws Exception {
        Path job;
        Path recordings = temp.resolve("recordings");
        try (Lab lab = Lab.start(List.of(LabDevice.of("R1"), LabDevice.of("R2")), 0)) {
            Files.writeString(temp.resolve("lab.yaml"), InProcess.inventory(lab, List.of("R1", "R2")));
            job = Files.writeString(
                    temp.resolve("job.yaml"), "inventory: lab.yaml\nsteps: [{show: [show clock, show version]}]");
            assertEquals(0, run(job, "real", "--record", recordings.toString()).status());
            long logins = lab.stats().logins();
            Files.writeString(
                    temp.resolve("lab.yaml"),
                    Files.readString(temp.resolve("lab.yaml"))
                            .replace("password: cisco", "password: \"${env:NOT_SET_ANYWHERE}\""));
            Program.Ended ended = run(job, "rehearsal", "--against", recordings.toString());
            assertEquals(0, ended.status(), ended.err());
            assertEquals(outcome("real"), outcome("rehearsal"));
            assertEquals(logins, lab.stats().logins(), "no device was contacted");
        }
    }

    private static final String RECORDED = """
            <
            < R1#\\
            > terminal width 511
            < terminal width 511
            < R1#\\
            > terminal length 0
            < terminal length 0
            < R1#\\
            > show clock
            < show clock
            < noon
            < R1#\\
            > exit
            """;

    private Path inventory(int devices) throws Exception {
        var lines = new StringBuilder("defaults: {platform: cisco_iosxe, username: x, password: y}\ndevices:\n");
        Path folder = Files.createDirectories(temp.resolve("rec"));
        for (int i = 1; i <= devices; i++) {
            lines.append("  - {name: R").append(i).append(", host: 192.0.2.1}\n");
            Files.writeString(folder.resolve("R" + i + ".session"), RECORDED.replace("R1#", "R" + i + "#"));
        }
        return Files.writeString(temp.resolve("devices.yaml"), lines);
    }

    private Program.Ended adHoc(Path devices, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "run",
                "--devices",
                devices.toString(),
                "--against",
                temp.resolve("rec").toString(),
                "--out",
                temp.resolve("run").toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void aCommandThatWasNotRecordedIsNamedAndTheOthersRun() throws Exception {
        Program.Ended ended = adHoc(inventory(1), "show colours", "show clock");
        assertEquals(1, ended.status(), ended.err());
        var results = new Results(temp.resolve("run"));
        assertEquals(List.of("refused", "ok"), results.column("status"));
        assertEquals("noon", results.column("output").get(1));
        assertEquals(
                "`show colours` is not in the recording " + temp.resolve("rec/R1.session"),
                results.column("message").getFirst());
    }

    @Test
    void devicesWithoutARecordingAreToldBeforeTheRun() throws Exception {
        Path devices = inventory(3);
        Files.delete(temp.resolve("rec/R2.session"));
        Files.writeString(temp.resolve("rec/R3.session"), "< fine\nwhat is this\n");
        Program.Ended ended = adHoc(devices, "show clock");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("no recording of R2; leave them out with --limit"), ended.err());
        assertTrue(ended.err().contains("R3.session: line 2: begins with none of"), ended.err());
        assertFalse(Files.exists(temp.resolve("run")));
        assertEquals(2, adHoc(devices, "--dry-run", "show clock").status(), "a plan tells it too");
    }

    @Test
    void faultsStrikeTheDevicesNamedAndAShareOfThem() throws Exception {
        Program.Ended ended = adHoc(
                inventory(20),
                "--faults",
                "hang=R3",
                "--faults",
                "wrong_password=R5,R6",
                "--faults",
                "unreachable=10%",
                "--max-workers",
                "5",
                "show clock");
        assertEquals(1, ended.status(), ended.err());
        JsonNode failures = new Results(temp.resolve("run")).json().at("/summary/failures");
        assertEquals(1, failures.get("prompt_timeout").asInt(), failures.toString());
        assertEquals(2, failures.get("connection_refused").asInt(), failures.toString());
        Program.Ended wrong = adHoc(inventory(2), "--faults", "hang=R9", "show clock");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("no device `R9` in this run"), wrong.err());
        Program.Ended unknown = adHoc(inventory(2), "--faults", "hangs=R1", "show clock");
        assertTrue(unknown.err().contains("no fault `hangs`; did you mean `hang`?"), unknown.err());
    }

    @Test
    void latencyMakesARehearsalAsSlowAsTheDevices() throws Exception {
        assertEquals(0, adHoc(inventory(1), "--latency", "200ms", "show clock").status());
        JsonNode step = new Results(temp.resolve("run")).device("R1").at("/steps/0");
        assertTrue(step.get("elapsed_ms").asInt() >= 200, step.toString());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws Exception {
        Program.Ended ended = Program.run("run", "jobs/demo.yaml", "--latency", "1s");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--latency goes with --against DIR or --against lab"), ended.err());
        Program.Ended missing = Program.run("run", "jobs/demo.yaml", "--against", temp + "/none");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("no such folder; record one with --record"), missing.err());
    }

    @Test
    void theLabTakesLatencyAndFaultsToo() throws Exception {
        Path devices = Files.writeString(
                temp.resolve("devices.yaml"),
                "defaults: {platform: frr, username: x, password: y}\ndevices: [{name: A, host: 192.0.2.1},"
                        + " {name: B, host: 192.0.2.2}]");
        Program.Ended ended = Program.run(
                "run",
                "--devices",
                devices.toString(),
                "--against",
                "lab",
                "--faults",
                "wrong_password=B",
                "--latency",
                "100ms",
                "--out",
                temp.resolve("run").toString(),
                "show version");
        assertEquals(1, ended.status(), ended.err());
        var results = new Results(temp.resolve("run"));
        assertEquals("ok", results.device("A").get("status").asString());
        assertEquals("authentication", results.device("B").at("/failure/kind").asString());
    }
}
