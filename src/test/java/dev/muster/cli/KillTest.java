package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.journal.Journal;
import dev.muster.journal.RunState;
import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import dev.muster.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of a run, each followed by {@code resume}. The whole proof is
 * {@code mvn -B test -Dtest=KillTest -Dmuster.kills=50 -Dmuster.kills.devices=500}.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("muster.kills", 5);
    private static final int DEVICES = Integer.getInteger("muster.kills.devices", 60);
    private static final long SEED = Long.getLong("muster.kills.seed", System.nanoTime());
    private static final List<String> LINES =
            List.of("ntp server 192.0.2.1", "ntp server 192.0.2.2", "ntp server 192.0.2.3", "ntp server 192.0.2.4");
    private static final String CHANGE = String.join("\n", LINES);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private int kills;
    private int rounds;
    private int unknown;

    /** Every second device is changed. */
    private Path job(Lab lab) throws IOException {
        var inventory = new StringBuilder("defaults: {platform: cisco_iosxe, username: cisco, password: cisco,"
                + " enable_password: cisco, host_key: \"off\"}\ndevices:\n");
        for (int i = 1; i <= DEVICES; i++) {
            inventory
                    .append("  - {name: R")
                    .append(i)
                    .append(", host: 127.0.0.1, port: ")
                    .append(lab.port("R" + i));
            inventory.append(", data: {change: ").append(i % 2 == 0).append("}}\n");
        }
        Files.writeString(folder.resolve("inventory.yaml"), inventory);
        return Files.writeString(
                folder.resolve("job.yaml"), """
                inventory: inventory.yaml
                run: {max_workers: %d}
                steps:
                  - show: show version
                  - {configure: [%s], when: data.change}
                  - show: show clock
                reports: [csv, json, jsonl, files]
                """.formatted(Math.max(10, DEVICES / 10), String.join(", ", LINES)));
    }

    private static Lab lab() throws IOException {
        var devices = new ArrayList<LabDevice>();
        for (int i = 1; i <= DEVICES; i++) {
            devices.add(new LabDevice(
                    "R" + i, "cisco_iosxe", "cisco", "cisco", "cisco", Duration.ofMillis(40), java.util.Set.of()));
        }
        return Lab.start(devices, 0);
    }

    @Test
    void nothingIsLostOrDoneTwice() throws Exception {
        while (kills < KILLS) {
            rounds++;
            try (Lab lab = lab()) {
                round(lab, folder.resolve("run" + rounds));
            }
        }
        System.out.println("KillTest: seed " + SEED + ", " + kills + " kills in " + rounds + " runs of " + DEVICES
                + " devices, " + unknown + " devices unknown");
    }

    private void round(Lab lab, Path run) throws Exception {
        String job = job(lab).toString();
        Program program = Program.start("run", job, "--out", run.toString(), "--quiet");
        var done = new HashMap<String, List<String>>();
        while (kills < KILLS && isKilled(program, run)) {
            kills++;
            quiet(lab);
            checkUntouched(lab, done);
            done.putAll(done(run, lab));
            program = Program.start("resume", run.toString(), "--quiet");
        }
        Program.Ended ended;
        try (Program last = program) {
            ended = last.end();
        }
        assertTrue(ended.status() <= 1, "seed " + SEED + ": " + ended);
        quiet(lab);
        checkUntouched(lab, done);
        check(lab, run);
    }

    /** Kills the program somewhere in the midst; false when it ended before. */
    private boolean isKilled(Program program, Path run) throws Exception {
        long begun = Files.exists(run.resolve(Journal.NAME)) ? Files.size(run.resolve(Journal.NAME)) : 0;
        Await.until("the program works or has ended", Duration.ofSeconds(60), () -> {
            Path journal = run.resolve(Journal.NAME);
            return !program.isRunning() || (Files.exists(journal) && Files.size(journal) > begun);
        });
        long moment =
                System.nanoTime() + Duration.ofMillis(random.nextInt(3000)).toNanos();
        Await.until(
                "its moment has come",
                Duration.ofSeconds(120),
                () -> !program.isRunning() || System.nanoTime() > moment);
        if (!program.isRunning()) {
            return false;
        }
        program.signal("KILL");
        program.close();
        return true;
    }

    private static void quiet(Lab lab) throws Exception {
        Await.until(
                "the lab is quiet", Duration.ofSeconds(60), () -> lab.stats().sessions() == 0);
    }

    /** What was typed on each device that has its outcome. */
    private static Map<String, List<String>> done(Path run, Lab lab) throws IOException {
        RunState state = Journal.look(run);
        var done = new HashMap<String, List<String>>();
        for (int index : state.standings(RunState.Standing.DONE)) {
            String name = state.devices().get(index).name();
            done.put(name, lab.commands(name));
        }
        return done;
    }

    private static void checkUntouched(Lab lab, Map<String, List<String>> done) {
        done.forEach((name, typed) ->
                assertEquals(typed, lab.commands(name), "seed " + SEED + ": " + name + " was contacted again"));
    }

    private void check(Lab lab, Path run) throws Exception {
        var rows = new TreeMap<String, List<String>>();
        for (CSVRecord row : new Results(run).rows()) {
            rows.computeIfAbsent(row.get("device"), any -> new ArrayList<>())
                    .add(row.get("command") + ": " + row.get("status"));
        }
        assertEquals(DEVICES, rows.size(), "seed " + SEED);
        for (int i = 1; i <= DEVICES; i++) {
            String name = "R" + i;
            boolean isUnknown = rows.get(name).equals(List.of(CHANGE + ": unknown"));
            List<String> sent =
                    lab.commands(name).stream().filter(LINES::contains).toList();
            String what = "seed " + SEED + ": " + name + " " + rows.get(name) + " " + lab.commands(name);
            if (isUnknown) {
                unknown++;
                assertEquals(LINES.subList(0, sent.size()), sent, what);
            } else {
                String change = i % 2 == 0 ? "ok" : "skipped";
                assertEquals(
                        List.of("show version: ok", CHANGE + ": " + change, "show clock: ok"), rows.get(name), what);
                assertEquals(i % 2 == 0 ? LINES : List.of(), sent, what);
            }
        }
        assertEquals(DEVICES, new Results(run).devices().size());
        assertEquals(DEVICES, Files.readAllLines(run.resolve("results.jsonl")).size());
        try (var files = Files.list(run.resolve("files"))) {
            assertEquals(DEVICES, files.count());
        }
    }
}
