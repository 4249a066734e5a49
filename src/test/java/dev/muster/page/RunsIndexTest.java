package dev.muster.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.report.Reports;
import dev.muster.result.CheckStatus;
import dev.muster.result.FailureKind;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsIndexTest {
    @TempDir
    Path temp;

    private Path run(String path) throws IOException {
        Path folder = temp.resolve("reports").resolve(path);
        var events = Sample.events(
                folder, List.of(Sample.ok(0, Sample.step("a", "b")), Sample.failed(1, FailureKind.DNS, "x")));
        for (var listener : Reports.open(List.of("json", "html"), folder, false, List.of())) {
            Sample.tell(listener, events);
        }
        return folder;
    }

    private String index() throws IOException {
        return Files.readString(temp.resolve("reports/index.html"));
    }

    @Test
    void everyRunOfEveryJobHasALineThatLeadsToItsPage() throws IOException {
        run("a/1");
        run("a/2 #");
        RunsIndex.update(run("b/1"));
        assertTrue(index().contains("2 jobs, 3 runs"), index());
        assertTrue(index().contains("href=\"./a/2%20%23/report.html\""), index());
        assertTrue(index().indexOf("./a/2") < index().indexOf("./a/1"), "the newest first");
        assertTrue(
                index().contains(
                                "<td class=\"number\">2</td><td class=\"number\">1</td><td class=\"number\">1</td><td class=\"number\">12.4 s</td>"),
                index());
        try (var files = Files.list(temp.resolve("reports"))) {
            assertEquals(3, files.count(), "nothing but two jobs and the index");
        }
    }

    @Test
    void aRunWhoseChecksFailedIsNotOkThoughItsDevicesAre() throws IOException {
        for (CheckStatus status : CheckStatus.values()) {
            Path folder = temp.resolve("reports").resolve(status.label()).resolve("1");
            var events = Sample.events(folder, List.of(Sample.ok(0).checked(List.of(Sample.check(status)))));
            for (var listener : Reports.open(List.of("json"), folder, false, List.of())) {
                Sample.tell(listener, events);
            }
            RunsIndex.update(folder);
        }
        assertEquals(2, index().split(">ok</span>", -1).length - 1, index());
        assertEquals(2, index().split(">checks failed</span>", -1).length - 1, index());
    }

    @Test
    void aRunThatLeftNoResultsIsNamedAsSuch() throws IOException {
        Path died = Files.createDirectories(temp.resolve("reports/a/<b>"));
        Files.writeString(died.resolve("journal.jsonl"), "{}");
        Path half = Files.createDirectories(temp.resolve("reports/a/half"));
        Files.writeString(half.resolve("results.json"), "{\"run\": {\"id\"");
        Files.writeString(half.resolve("journal.jsonl"), "{}");
        RunsIndex.update(died);
        assertTrue(index().contains("no results.json"));
        assertTrue(index().contains("&lt;b&gt;"));
        assertFalse(index().contains("<b>"));
    }

    @Test
    void ofARunElsewhereNothingIsSaid() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("elsewhere/a/1"));
        RunsIndex.update(folder);
        assertFalse(Files.exists(temp.resolve("elsewhere/index.html")));
    }
}
