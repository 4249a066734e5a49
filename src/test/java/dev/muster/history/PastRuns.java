package dev.muster.history;

import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord;
import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.RunEvent;
import dev.muster.result.Severity;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs that have been, as journals in a folder. */
final class PastRuns {
    private final Path folder;
    private int made;

    PastRuns(Path folder) {
        this.folder = folder;
    }

    /** A run of the job `audit` that has ended. */
    Path run(DeviceResult... results) throws IOException {
        return run("audit", results);
    }

    Path run(String job, DeviceResult... results) throws IOException {
        Path run = begun(job, true, List.of(results));
        made++;
        return run;
    }

    /** A run that died. */
    Path died(DeviceResult... results) throws IOException {
        Path run = begun("audit", false, List.of(results));
        made++;
        return run;
    }

    /** The folder of the run that will be made next. */
    Path next(String job) {
        return folder.resolve(job).resolve("20261122-1400" + String.format("%02d", made) + "-abcd");
    }

    /** A journal's devices are in the order of their indices. */
    private static List<DeviceResult> placed(List<DeviceResult> given) {
        var placed = new ArrayList<DeviceResult>();
        for (DeviceResult result : given) {
            placed.add(new DeviceResult(
                    placed.size(),
                    result.device(),
                    result.host(),
                    result.platform(),
                    result.site(),
                    result.hostname(),
                    result.prompt(),
                    result.mode(),
                    result.outcome(),
                    result.attempts(),
                    result.timing(),
                    result.steps(),
                    result.checks()));
        }
        return placed;
    }

    private Path begun(String job, boolean ended, List<DeviceResult> given) throws IOException {
        Instant started = Sample.START.plusSeconds(made * 60L);
        Path run = Files.createDirectories(next(job));
        String id = String.valueOf(run.getFileName());
        List<DeviceResult> results = placed(given);
        var devices = new ArrayList<DeviceRecord>();
        results.forEach(result -> devices.add(
                new DeviceRecord(result.device(), result.host(), 22, result.platform(), result.site(), "", 0)));
        var record = new RunRecord(
                id, "0.1", job, job + ".yaml", started, 50, false, false, List.of("csv"), List.of(), List.of(), "/");
        var contents = new Contents(List.of(), List.of(Map.of()), devices);
        try (Journal journal = Journal.create(run, new Entry.Began(1, record, RunRecord.Worker.current(), contents))) {
            var events = new ArrayList<RunEvent>();
            results.forEach(result -> events.add(new RunEvent.DeviceEnded(result)));
            if (ended) {
                events.add(new RunEvent.RunEnded(
                        new Tally(results.size(), Map.of(), Map.of(), 0, Duration.ofSeconds(2), "")));
            }
            journal.keep(events);
        }
        return run;
    }

    /** A device that answered `show running-config` so. */
    static DeviceResult config(int index, String... lines) {
        return Sample.ok(index, Sample.step("show running-config", String.join("\n", lines) + "\n"));
    }

    /** A command with rows. */
    static StepResult rows(String command, String output, List<Map<String, Object>> rows) {
        return new StepResult(
                command,
                command,
                Outcome.ok(),
                Output.of(output),
                Sample.START,
                Duration.ofMillis(5),
                "",
                Parsed.rows(rows, "test"));
    }

    static CheckResult check(String name, CheckStatus status, String detail) {
        return new CheckResult(name, "show running-config", status, Severity.HIGH, detail, "", "");
    }

    static List<CheckResult> checks(CheckResult... checks) {
        return Arrays.asList(checks);
    }
}
