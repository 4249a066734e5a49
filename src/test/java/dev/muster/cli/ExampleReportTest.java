package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord;
import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.testkit.SampleFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reports/example} is what the reports make of a journal; {@code -Dmuster.example=write} makes it anew. */
class ExampleReportTest {
    private static final Path EXAMPLE = Path.of("reports", "example");
    private static final Path JOURNAL = Path.of("src", "test", "resources", "example", Journal.NAME);
    private static final List<String> REPORTS = List.of("csv", "json", "html", "junit", "md");
    private static final boolean WRITE =
            System.getProperty("muster.example", "").equals("write");
    private static final int DEVICES = 24;

    @TempDir
    Path temp;

    @Test
    void theExampleIsWhatTheReportsMakeOfItsJournal() throws Exception {
        if (WRITE && Files.notExists(JOURNAL)) {
            writeJournal();
        }
        Path folder = Files.createDirectory(temp.resolve("example"));
        Files.copy(JOURNAL, folder.resolve(Journal.NAME));
        try (Journal journal = Journal.open(folder)) {
            var rebuilding = new Rebuilding(folder, journal);
            rebuilding.tell(rebuilding.reports(REPORTS), journal.state().stopped());
        }
        Files.delete(folder.resolve(Journal.NAME));
        Map<String, byte[]> made = files(folder);
        if (WRITE) {
            write(made);
        }
        Map<String, byte[]> kept = files(EXAMPLE);
        assertEquals(made.keySet(), kept.keySet());
        made.forEach((name, bytes) -> assertArrayEquals(
                bytes, kept.get(name), name + " differs; after a change that is meant: -Dmuster.example=write"));
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = EXAMPLE.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void writeJournal() throws IOException {
        Files.createDirectories(JOURNAL.getParent());
        var fleet = new SampleFleet(DEVICES);
        RunInfo run = fleet.run(JOURNAL.getParent());
        List<RunEvent> events = fleet.events(JOURNAL.getParent());
        var devices = new ArrayList<DeviceRecord>();
        for (int i = 0; i < DEVICES; i++) {
            var device = fleet.device(i, 0);
            devices.add(new DeviceRecord(
                    device.device(), device.host(), 22, device.platform(), device.site(), "00000000", 0));
        }
        var record = new RunRecord(
                run.id(),
                "muster 0.1",
                run.job(),
                run.source(),
                run.started(),
                run.maxWorkers(),
                false,
                false,
                REPORTS,
                List.of("inventory/access.yaml"),
                List.of("run", run.source()),
                "/net");
        var worker = new Worker("example", 1, Instant.EPOCH);
        var contents = new Contents(List.of(), List.of(Map.of("platform", "00000000")), devices);
        try (Journal journal =
                Journal.create(JOURNAL.getParent(), new Entry.Began(Entry.VERSION, record, worker, contents))) {
            journal.keep(events.subList(1, events.size()));
        }
    }
}
