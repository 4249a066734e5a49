package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.journal.Entry;
import dev.muster.journal.Journal;
import dev.muster.journal.RunRecord;
import dev.muster.journal.RunRecord.Contents;
import dev.muster.result.RunEvent;
import dev.muster.result.Tally;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRemovalTest {
    @TempDir
    Path elsewhere;

    private Path job;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(PastRuns.REPORTS);
        job = Files.createTempDirectory(PastRuns.REPORTS, "removal");
    }

    @AfterEach
    void clear() throws IOException {
        try (var left = Files.walk(job)) {
            for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Journal begun(Path run) throws IOException {
        Files.createDirectories(run);
        var record = new RunRecord(
                "id1", "0.1", "x", "x.yaml", Sample.START, 5, false, false, List.of(), List.of(), List.of(), "/");
        var contents = new Contents(List.of(), List.of(), List.of());
        return Journal.create(run, new Entry.Began(1, record, RunRecord.Worker.current(), contents));
    }

    private Path ended(Path run) throws IOException {
        try (Journal journal = begun(run)) {
            journal.keep(List.of(new RunEvent.RunEnded(new Tally(0, Map.of(), Map.of(), 0, Duration.ZERO, ""))));
        }
        return run;
    }

    @Test
    void aRunIsRemovedAndNothingThatItsLinksLeadTo() throws IOException {
        Path run = ended(job.resolve("id1"));
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        Files.createSymbolicLink(run.resolve("link"), elsewhere);
        Files.createSymbolicLink(run.resolve("file"), precious);
        Files.createDirectories(run.resolve("outputs/deep"));
        assertEquals("", RunRemoval.remove(run, "id1"));
        assertTrue(Files.notExists(run));
        assertTrue(Files.exists(precious));
        assertEquals("", RunRemoval.remove(run, "id1"), "it is gone already");
    }

    @Test
    void aRunThatGoesOnAnotherRunAndALinkAreLeftAlone() throws IOException {
        try (Journal journal = begun(job.resolve("id1"))) {
            assertEquals("this run goes on", RunRemoval.remove(job.resolve("id1"), "id1"));
        }
        assertEquals("this run goes on", RunRemoval.remove(job.resolve("id1"), "id1"), "its process lives");
        Path run = ended(job.resolve("id2"));
        assertEquals("holds another run now", RunRemoval.remove(run, "id7"));
        Path link = Files.createSymbolicLink(job.resolve("link"), run.toAbsolutePath());
        assertEquals("is a link or no folder", RunRemoval.remove(link, "id1"));
        assertEquals("lies outside reports/", RunRemoval.remove(ended(elsewhere.resolve("id3")), "id1"));
        assertTrue(Files.exists(run.resolve(Journal.NAME)));
    }
}
