package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.journal.Journal;
import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.testkit.Await;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were killed or stopped, and what resume, report and status make of them. */
class ResumeCommandTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SHOW =
            "inventory: inventory.yaml\nrun: {max_workers: 2}\nsteps: [{show: show clock}]\n";
    private static final String CHANGE = """
            inventory: inventory.yaml
            steps:
              - {name: ntp, dialogue: [{send: ping 192.0.2.9, expect: never}], limit: 5m}
              - show: show clock
            """;

    @TempDir
    Path folder;

    private Path run;
    private Lab lab;
    private String err = "";
    private String out = "";

    @AfterEach
    void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    private void lab(int count, Duration latency) throws IOException {
        var devices = new ArrayList<LabDevice>();
        for (int i = 1; i <= count; i++) {
            devices.add(new LabDevice("R" + i, "cisco_iosxe", "cisco", "cisco", "cisco", latency, Set.of()));
        }
        lab = Lab.start(devices, 0);
        List<String> names = devices.stream().map(LabDevice::hostname).toList();
        Files.writeString(folder.resolve("inventory.yaml"), InProcess.inventory(lab, names));
        run = folder.resolve("run");
    }

    private Path job(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text);
    }

    private int muster(Object... words) {
        var screen = new Screen(Screen.PLAIN);
        String[] arguments = List.of(words).stream().map(String::valueOf).toArray(String[]::new);
        int status = MusterCommand.run(arguments, Map.of("HOME", folder.toString()), style -> screen.console());
        err = screen.err();
        out = screen.out();
        return status;
    }

    /** Starts a job and kills it once this many devices have ended and one more runs. */
    private void killed(Path job, int after, String... options) throws Exception {
        var words = new ArrayList<>(List.of("run", job.toString(), "--out", run.toString()));
        words.addAll(List.of(options));
        try (Program program = Program.start(words.toArray(String[]::new))) {
            Await.until("the run is in its midst", SOON, () -> {
                if (!program.isRunning()) {
                    throw new AssertionError("ended: " + program.said());
                }
                return Files.exists(run.resolve(Journal.NAME))
                        && lines("\"is\":\"device_ended\"") >= after
                        && lines("\"is\":\"device_started\"") > lines("\"is\":\"device_ended\"");
            });
            program.signal("KILL");
        }
    }

    private long lines(String holding) throws IOException {
        return Files.readAllLines(run.resolve(Journal.NAME)).stream()
                .filter(line -> line.contains(holding))
                .count();
    }

    private Map<String, byte[]> files() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var found = Files.walk(run)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (!Set.of("metrics.prom", "journal.jsonl").contains(name)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void assertSame(Map<String, byte[]> before) throws IOException {
        Map<String, byte[]> now = files();
        assertEquals(before.keySet(), now.keySet());
        before.forEach((name, bytes) -> assertEquals(
                new String(bytes, java.nio.charset.StandardCharsets.UTF_8),
                new String(now.get(name), java.nio.charset.StandardCharsets.UTF_8),
                name));
    }

    @Test
    void everyFileCanBeMadeAgainByteForByte() throws Exception {
        lab(4, Duration.ZERO);
        Files.writeString(
                folder.resolve("inventory.yaml"),
                "  - {name: R9, host: 127.0.0.1, port: 1}\n",
                java.nio.file.StandardOpenOption.APPEND);
        Path job = job("""
                inventory: inventory.yaml
                run: {output: {memory_limit: 1KiB}}
                steps:
                  - show: [show running-config, show nonsense, show clock]
                  - {show: show version, when: "name == 'R1'"}
                reports: [csv, json, jsonl, files]
                """);
        run = folder.resolve("run");
        assertEquals(1, muster("run", job, "--out", run), err);
        Map<String, byte[]> before = files();
        assertTrue(
                before.keySet()
                        .containsAll(List.of(
                                "results.csv",
                                "results.json",
                                "results.jsonl",
                                "failed.yaml",
                                "files/R1.txt",
                                "outputs/R1-1.txt")),
                before.keySet().toString());
        for (String name : before.keySet()) {
            if (!name.startsWith("outputs/")) {
                Files.delete(run.resolve(name));
            }
        }
        assertEquals(0, muster("report", run), err);
        assertSame(before);
        Files.delete(job);
        assertEquals(1, muster("resume", run), err);
        assertSame(before);
        assertTrue(err.contains("nothing is left to run"), err);
    }

    @Test
    void aKilledRunIsGoneOnWithWhereItWas() throws Exception {
        lab(6, Duration.ofMillis(200));
        killed(job(SHOW + "reports: [csv, json]\n"), 2);
        assertEquals(0, muster("status", run));
        assertTrue(out.contains("died: process ") && out.contains("muster resume " + run), out);
        long logins = lab.stats().logins();
        assertEquals(0, muster("resume", run), err);
        assertTrue(err.contains(" of 6 devices have ended, ") && err.contains("6 devices: 6 ok"), err);
        assertTrue(lab.stats().logins() - logins <= 4, "only what had no outcome was run");
        assertEquals(Set.of("R1", "R2", "R3", "R4", "R5", "R6"), Set.copyOf(new Results(run).column("device")));
        assertEquals(6, new Results(run).rows().size());
        Map<String, byte[]> before = files();
        assertEquals(0, muster("report", run), err);
        assertSame(before);
        assertEquals(0, muster("status", run));
        assertTrue(out.contains("6 of 6 devices have ended: 6 ok; 0 running"), out);
    }

    @Test
    void theReportOfAKilledRunHasEveryDevice() throws Exception {
        lab(6, Duration.ofMillis(200));
        killed(job(SHOW), 2);
        assertEquals(0, muster("report", run, "--report", "csv"), err);
        assertTrue(err.contains("the run did not end"), err);
        assertEquals(6, new Results(run).rows().size());
        assertTrue(new Results(run).column("message").contains("not finished when the run died"));
    }

    @Test
    void aDeviceInTheMidstOfAChangeIsUnknownUntilAskedFor() throws Exception {
        lab(1, Duration.ZERO);
        Path job = job(CHANGE);
        try (Program program = Program.start("run", job.toString(), "--out", run.toString())) {
            Await.until(
                    "the change is under way", SOON, () -> lab.commands("R1").contains("ping 192.0.2.9"));
            program.signal("KILL");
        }
        assertEquals(0, muster("status", run));
        assertTrue(out.contains("R1  `ntp` was under way"), out);
        assertEquals(1, muster("resume", run), err);
        assertTrue(err.contains("1 device was in the midst of a change"), err);
        assertEquals(List.of("unknown"), new Results(run).column("status"));
        assertEquals("unknown", new Results(run).device("R1").get("status").asString());
        long before = lab.stats().logins();
        assertEquals(1, muster("resume", run), "it stays so");
        assertEquals(before, lab.stats().logins());
        job(CHANGE.replace("5m", "1s"));
        assertEquals(2, muster("resume", run, "--rerun-unknown"), err);
        assertTrue(err.contains(job + ": changed since the run began"), err);
        assertTrue(err.contains("R1: other step 1 `ntp`"), err);
        assertEquals(1, muster("resume", run, "--rerun-unknown", "--force"), err);
        assertEquals(List.of("timed_out", "cancelled"), new Results(run).column("status"));
        assertEquals(1, new Results(run).devices().size());
    }

    @Test
    void aRunWhoseInventoryChangedIsRefusedByName() throws Exception {
        lab(3, Duration.ofMillis(200));
        killed(job(SHOW), 1);
        Path inventory = folder.resolve("inventory.yaml");
        String was = Files.readString(inventory);
        Files.writeString(inventory, was.replaceFirst("name: R3, host: 127.0.0.1", "name: R4, host: 127.0.0.2"));
        long logins = lab.stats().logins();
        assertEquals(2, muster("resume", run), err);
        assertTrue(err.contains(inventory + ": changed since the run began"), err);
        assertTrue(err.contains("R3: no longer among the devices"), err);
        assertTrue(err.contains("R4: new among the devices"), err);
        assertEquals(logins, lab.stats().logins());
        Files.writeString(inventory, was);
        assertEquals(0, muster("resume", run), err);
        assertEquals(3, new Results(run).devices().size());
    }

    @Test
    void aForcedResumeTakesWhatIsThereNow() throws Exception {
        lab(3, Duration.ofMillis(200));
        killed(job(SHOW), 1);
        Path inventory = folder.resolve("inventory.yaml");
        Files.writeString(inventory, Files.readString(inventory).replace("name: R3,", "name: R4,"));
        muster("resume", run, "--force");
        var devices = new TreeMap<String, String>();
        for (var device : new Results(run).devices()) {
            devices.put(device.get("device").asString(), device.get("status").asString());
        }
        assertEquals(4, devices.size(), devices.toString());
        assertEquals("ok", devices.get("R4"));
        assertTrue(Set.of("skipped", "ok").contains(devices.get("R3")), devices.toString());
        assertEquals(0, muster("report", run), err);
        assertEquals(4, new Results(run).devices().size());
    }

    @Test
    void aRunThatWasStoppedIsGoneOnWith() throws Exception {
        lab(6, Duration.ofMillis(300));
        Path job = job(SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", run.toString())) {
            Await.until(
                    "a device has ended",
                    SOON,
                    () -> Files.exists(run.resolve(Journal.NAME)) && lines("\"is\":\"device_ended\"") >= 1);
            program.signal("INT");
            Program.Ended ended = program.end();
            assertEquals(130, ended.status(), ended.toString());
            assertTrue(ended.err().contains("go on with: muster resume " + run), ended.err());
        }
        assertTrue(new Results(run).column("status").contains("cancelled"));
        assertEquals(0, muster("resume", run), err);
        assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "ok"), new Results(run).column("status"));
    }

    @Test
    void optionsOfTheRunAreRememberedAndThoseOfResumeComeBeforeThem() throws Exception {
        lab(4, Duration.ofMillis(300));
        String job = SHOW.replace("show clock", "\"show {{ vars.what }}\"") + "vars: {what: version}\n";
        killed(job(job), 1, "--set", "what=clock", "--limit", "R1,R2,R3", "--max-workers", "1", "--order", "inventory");
        assertEquals(0, muster("resume", run, "--max-workers", "3", "--json"), err);
        assertEquals(List.of("R1", "R2", "R3"), new Results(run).column("device"));
        assertEquals(Set.of("show clock"), Set.copyOf(new Results(run).column("command")));
        var events = Results.lines(out);
        assertEquals(3, events.getFirst().at("/run/max_workers").asInt());
        assertTrue(
                events.stream().anyMatch(event -> event.get("event").asString().equals("step_started")), out);
    }

    @Test
    void aRunThatGoesOnIsLeftAlone() throws Exception {
        lab(2, Duration.ofMillis(400));
        Path job = job(SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", run.toString())) {
            Await.until("it goes on", SOON, () -> Files.exists(run.resolve("status.json")));
            assertEquals(2, muster("resume", run));
            assertTrue(err.contains("this run goes on in another process; see: muster status"), err);
            assertEquals(2, muster("report", run));
            assertEquals(2, muster("run", job, "--out", run));
            assertTrue(err.contains("holds a run already"), err);
            assertEquals(0, program.end().status());
        }
        assertEquals(2, new Results(run).devices().size());
        assertFalse(Files.exists(run.resolve("status.json")));
    }

    @Test
    void whatEachDeviceIsDoingIsToldWhileTheRunGoesOn() throws Exception {
        lab(1, Duration.ZERO);
        Path job = job(CHANGE);
        try (Program program = Program.start("run", job.toString(), "--out", run.toString())) {
            Await.until("the step is told", SOON, () -> {
                if (!Files.exists(run.resolve(Journal.NAME))) {
                    return false;
                }
                assertEquals(0, muster("status", run));
                return out.contains("step ntp: ping 192.0.2.9");
            });
            assertTrue(out.contains("0 of 1 devices have ended; 1 running"), out);
            program.signal("QUIT");
            Await.until("SIGQUIT is answered", SOON, () -> program.said().contains("step ntp: ping 192.0.2.9"));
        }
    }

    @Test
    void aFullDiskEndsTheRunAndARoomyOneLetsItGoOn() throws Exception {
        lab(40, Duration.ZERO);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(root("mount", "-t", "tmpfs", "-o", "size=44k", "tmpfs", disk.toString()));
        try {
            run = disk.resolve("run");
            Path job = job(SHOW.replace("show clock", "show running-config"));
            Program.Ended ended = Program.job(job.toString(), run);
            assertEquals(4, ended.status(), ended.toString());
            assertTrue(ended.err().contains("No space left on device"), ended.err());
            int claimed = 0;
            Path csv = run.resolve("results.csv.incomplete");
            if (Files.exists(csv)) {
                claimed = Results.rows(csv).size();
            }
            assertFalse(Files.exists(run.resolve("results.csv")));
            assertFalse(Files.exists(run.resolve("results.json")));
            assertTrue(lines("\"is\":\"device_ended\"") >= claimed, "what is in a file is in the journal");
            assertTrue(root("mount", "-o", "remount,size=10m", disk.toString()));
            assertEquals(0, muster("resume", run), err);
            assertEquals(40, new Results(run).devices().size());
            assertEquals(40, new Results(run).rows().size());
        } finally {
            root("umount", disk.toString());
        }
    }

    @Test
    void aFolderThatDisappearsEndsTheRun() throws Exception {
        lab(6, Duration.ofMillis(300));
        Path job = job(SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", run.toString())) {
            Await.until(
                    "a device has ended",
                    SOON,
                    () -> Files.exists(run.resolve(Journal.NAME)) && lines("\"is\":\"device_ended\"") >= 1);
            assertTrue(root("rm", "-r", run.toString()));
            Program.Ended ended = program.end();
            assertEquals(4, ended.status(), ended.toString());
            assertTrue(
                    ended.err().contains("journal.jsonl: no such file or folder; what was kept in it is gone with it"),
                    ended.err());
        }
    }

    private static boolean root(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
