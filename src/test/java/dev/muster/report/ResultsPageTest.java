package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code docs/results.md} says is what the files hold. */
class ResultsPageTest {
    @TempDir
    Path folder;

    private final String page;

    ResultsPageTest() throws IOException {
        page = Files.readString(Path.of("docs/results.md"));
    }

    @Test
    void everyFailureKindHasItsStatusAndHint() {
        for (FailureKind kind : FailureKind.values()) {
            String row = "| `" + kind.label() + "` | " + kind.status().label() + " | " + kind.hint() + " |\n";
            assertTrue(page.contains(row), "docs/results.md lacks the line " + row);
        }
    }

    @Test
    void everyStatusIsExplained() {
        for (Status status : Status.values()) {
            assertTrue(page.contains("\n| `" + status.label() + "` | "), status.label());
        }
    }

    @Test
    void everyColumnAndFieldIsExplained() throws IOException {
        var events = Sample.events(
                folder, List.of(Sample.ok(0, Sample.step("a", "b")), Sample.failed(1, FailureKind.DNS, "x")));
        Sample.tell(new CsvReport(folder, false), events);
        Sample.tell(new JsonReport(folder, false), events);
        for (String column :
                Read.csv(folder.resolve("results.csv")).getFirst().toMap().keySet()) {
            assertTrue(page.contains("\n| `" + column + "` | "), column);
        }
        JsonNode whole = Read.json(folder.resolve("results.json"));
        for (String at : List.of(
                "/run", "/devices/1", "/devices/1/failure", "/devices/0/timings", "/devices/0/steps/0", "/summary")) {
            for (String field : whole.at(at).propertyNames()) {
                assertTrue(page.contains("`" + field + "`"), at + "/" + field);
            }
        }
    }
}
