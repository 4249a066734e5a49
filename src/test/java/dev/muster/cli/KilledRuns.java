package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.journal.Journal;
import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.testkit.Await;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.Program;
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

/** A lab, a job on it, and runs of it that can be killed. */
final class KilledRuns implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);
    static final String SHOW = "inventory: inventory.yaml\nrun: {max_workers: 2}\nsteps: [{show: show clock}]\n";
    static final String CHANGE = """
            inventory: inventory.yaml
            steps:
              - {name: ntp, dialogue: [{send: copy running-config startup-config, expect: never}], limit: 5m}
              - show: show clock
            """;

    final Path folder;
    Path run;
    Lab lab;
    String err = "";
    String out = "";

    KilledRuns(Path folder) {
        this.folder = folder;
        this.run = folder.resolve("run");
    }

    void lab(int count, Duration latency) throws IOException {
        var devices = new ArrayList<LabDevice>();
        for (int i = 1; i <= count; i++) {
            devices.add(new LabDevice("R" + i, "cisco_iosxe", "cisco", "cisco", "cisco", latency, Set.of()));
        }
        lab = Lab.start(devices, 0);
        List<String> names = devices.stream().map(LabDevice::hostname).toList();
        Files.writeString(folder.resolve("inventory.yaml"), InProcess.inventory(lab, names));
    }

    Path job(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text);
    }

    int muster(Object... words) {
        var screen = new Screen(Screen.PLAIN);
        String[] arguments = List.of(words).stream().map(String::valueOf).toArray(String[]::new);
        int status = MusterCommand.run(arguments, Map.of("HOME", folder.toString()), style -> screen.console());
        err = screen.err();
        out = screen.out();
        return status;
    }

    /** Starts a job and kills it once this many devices have ended and one more runs. */
    void killed(Path job, int after, String... options) throws Exception {
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

    long lines(String holding) throws IOException {
        return Files.readAllLines(run.resolve(Journal.NAME)).stream()
                .filter(line -> line.contains(holding))
                .count();
    }

    Map<String, byte[]> files() throws IOException {
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

    void assertSame(Map<String, byte[]> before) throws IOException {
        Map<String, byte[]> now = files();
        assertEquals(before.keySet(), now.keySet());
        before.forEach((name, bytes) -> assertEquals(
                new String(bytes, java.nio.charset.StandardCharsets.UTF_8),
                new String(now.get(name), java.nio.charset.StandardCharsets.UTF_8),
                name));
    }

    static boolean root(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        if (lab != null) {
            lab.close();
        }
    }
}
