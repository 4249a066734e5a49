package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.journal.Journal;
import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were killed or stopped, and what resume makes of them. */
class ResumeCommandTest {
    @TempDir
    Path folder;

    private KilledRuns runs;

    @BeforeEach
    void prepare() {
        runs = new KilledRuns(folder);
    }

    @AfterEach
    void closeLab() {
        runs.close();
    }

    @Test
    void aKilledRunIsGoneOnWithWhereItWas() throws Exception {
        runs.lab(6, Duration.ofMillis(200));
        runs.killed(runs.job(KilledRuns.SHOW + "reports: [csv, json]\n"), 2);
        assertEquals(0, runs.muster("status", runs.run));
        assertTrue(runs.out.contains("died: process ") && runs.out.contains("muster resume " + runs.run), runs.out);
        long logins = runs.lab.stats().logins();
        assertEquals(0, runs.muster("resume", runs.run), runs.err);
        assertTrue(runs.err.contains(" of 6 devices have ended, ") && runs.err.contains("6 devices: 6 ok"), runs.err);
        assertTrue(runs.lab.stats().logins() - logins <= 4, "only what had no outcome was run");
        assertEquals(Set.of("R1", "R2", "R3", "R4", "R5", "R6"), Set.copyOf(new Results(runs.run).column("device")));
        assertEquals(6, new Results(runs.run).rows().size());
        Map<String, byte[]> before = runs.files();
        assertEquals(0, runs.muster("report", runs.run), runs.err);
        runs.assertSame(before);
        assertEquals(0, runs.muster("status", runs.run));
        assertTrue(runs.out.contains("6 of 6 devices have ended: 6 ok; 0 running"), runs.out);
    }

    @Test
    void aDeviceInTheMidstOfAChangeIsUnknownUntilAskedFor() throws Exception {
        runs.lab(1, Duration.ZERO);
        Path job = runs.job(KilledRuns.CHANGE);
        try (Program program = Program.start("run", job.toString(), "--out", runs.run.toString())) {
            Await.until(
                    "the change is under way",
                    KilledRuns.SOON,
                    () -> runs.lab.commands("R1").contains("copy running-config startup-config"));
            program.signal("KILL");
        }
        assertEquals(0, runs.muster("status", runs.run));
        assertTrue(runs.out.contains("R1  `ntp` was under way"), runs.out);
        assertEquals(1, runs.muster("resume", runs.run), runs.err);
        assertTrue(runs.err.contains("1 device was in the midst of a change"), runs.err);
        assertEquals(List.of("unknown"), new Results(runs.run).column("status"));
        assertEquals("unknown", new Results(runs.run).device("R1").get("status").asString());
        long before = runs.lab.stats().logins();
        assertEquals(1, runs.muster("resume", runs.run), "it stays so");
        assertEquals(before, runs.lab.stats().logins());
        runs.job(KilledRuns.CHANGE.replace("5m", "1s"));
        assertEquals(2, runs.muster("resume", runs.run, "--rerun-unknown"), runs.err);
        assertTrue(runs.err.contains(job + ": changed since the run began"), runs.err);
        assertTrue(runs.err.contains("R1: other step 1 `ntp`"), runs.err);
        assertEquals(1, runs.muster("resume", runs.run, "--rerun-unknown", "--force"), runs.err);
        assertEquals(List.of("timed_out", "cancelled"), new Results(runs.run).column("status"));
        assertEquals(1, new Results(runs.run).devices().size());
    }

    @Test
    void aRunWhoseInventoryChangedIsRefusedByName() throws Exception {
        runs.lab(3, Duration.ofMillis(200));
        runs.killed(runs.job(KilledRuns.SHOW), 1);
        Path inventory = folder.resolve("inventory.yaml");
        String was = Files.readString(inventory);
        Files.writeString(inventory, was.replaceFirst("name: R3, host: 127.0.0.1", "name: R4, host: 127.0.0.2"));
        long logins = runs.lab.stats().logins();
        assertEquals(2, runs.muster("resume", runs.run), runs.err);
        assertTrue(runs.err.contains(inventory + ": changed since the run began"), runs.err);
        assertTrue(runs.err.contains("R3: no longer among the devices"), runs.err);
        assertTrue(runs.err.contains("R4: new among the devices"), runs.err);
        assertEquals(logins, runs.lab.stats().logins());
        Files.writeString(inventory, was);
        assertEquals(0, runs.muster("resume", runs.run), runs.err);
        assertEquals(3, new Results(runs.run).devices().size());
    }

    @Test
    void aForcedResumeTakesWhatIsThereNow() throws Exception {
        runs.lab(3, Duration.ofMillis(200));
        runs.killed(runs.job(KilledRuns.SHOW), 1);
        Path inventory = folder.resolve("inventory.yaml");
        Files.writeString(inventory, Files.readString(inventory).replace("name: R3,", "name: R4,"));
        runs.muster("resume", runs.run, "--force");
        var devices = new TreeMap<String, String>();
        for (var device : new Results(runs.run).devices()) {
            devices.put(device.get("device").asString(), device.get("status").asString());
        }
        assertEquals(4, devices.size(), devices.toString());
        assertEquals("ok", devices.get("R4"));
        assertTrue(Set.of("skipped", "ok").contains(devices.get("R3")), devices.toString());
        assertEquals(0, runs.muster("report", runs.run), runs.err);
        assertEquals(4, new Results(runs.run).devices().size());
    }

    @Test
    void aRunThatWasStoppedIsGoneOnWith() throws Exception {
        runs.lab(6, Duration.ofMillis(300));
        Path job = runs.job(KilledRuns.SHOW);
        try (Program program = Program.start("run", job.toString(), "--out", runs.run.toString())) {
            Await.until(
                    "a device has ended",
                    KilledRuns.SOON,
                    () -> Files.exists(runs.run.resolve(Journal.NAME)) && runs.lines("\"is\":\"device_ended\"") >= 1);
            program.signal("INT");
            Program.Ended ended = program.end();
            assertEquals(130, ended.status(), ended.toString());
            assertTrue(ended.err().contains("go on with: muster resume " + runs.run), ended.err());
        }
        assertTrue(new Results(runs.run).column("status").contains("cancelled"));
        assertEquals(0, runs.muster("resume", runs.run), runs.err);
        assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "ok"), new Results(runs.run).column("status"));
    }

    @Test
    void optionsOfTheRunAreRememberedAndThoseOfResumeComeBeforeThem() throws Exception {
        runs.lab(4, Duration.ofMillis(300));
        String job = KilledRuns.SHOW.replace("show clock", "\"show {{ vars.what }}\"") + "vars: {what: version}\n";
        runs.killed(
                runs.job(job),
                1,
                "--set",
                "what=clock",
                "--limit",
                "R1,R2,R3",
                "--max-workers",
                "1",
                "--order",
                "inventory");
        assertEquals(0, runs.muster("resume", runs.run, "--max-workers", "3", "--json"), runs.err);
        assertEquals(List.of("R1", "R2", "R3"), new Results(runs.run).column("device"));
        assertEquals(Set.of("show clock"), Set.copyOf(new Results(runs.run).column("command")));
        var events = Results.lines(runs.out);
        assertEquals(3, events.getFirst().at("/run/max_workers").asInt());
        assertTrue(
                events.stream().anyMatch(event -> event.get("event").asString().equals("step_started")), runs.out);
    }
}
