package dev.muster.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.history.DeviceChange.StepChange;
import dev.muster.history.RunDiff.Sums;
import dev.muster.journal.JournalView;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.StepResult;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDiffTest {
    @TempDir
    Path folder;

    private final List<DeviceChange> changes = new ArrayList<>();
    private PastRuns runs;

    @BeforeEach
    void begin() {
        runs = new PastRuns(folder);
    }

    private Sums compare(Path before, Path after, Sameness sameness) throws IOException {
        changes.clear();
        try (JournalView left = JournalView.open(before);
                JournalView right = JournalView.open(after)) {
            return new RunDiff(left, right, sameness).compare(name -> true, changes::add);
        }
    }

    private TextChange text(Sameness sameness, String before, String after) throws IOException {
        compare(
                runs.run(Sample.ok(0, Sample.step("show x", before))),
                runs.run(Sample.ok(0, Sample.step("show x", after))),
                sameness);
        return changes.isEmpty() ? null : changes.getFirst().steps().getFirst().text();
    }

    @Test
    void devicesThatAppearVanishAndStayTheSameAreCounted() throws IOException {
        Path before = runs.run(PastRuns.config(0, "a"), PastRuns.config(1, "b"));
        Path after = runs.run(PastRuns.config(1, "b"), PastRuns.config(2, "c"));
        assertEquals(new Sums(1, 0, 1, 1), compare(before, after, Sameness.EXACT));
        assertEquals(
                List.of("R1", "R3"), changes.stream().map(DeviceChange::device).toList());
        assertNull(changes.get(0).after());
        assertNull(changes.get(1).before());
    }

    @Test
    void aChangedLineComesAsAUnifiedHunkWithItsNumbersInTheWholeOutput() throws IOException {
        TextChange change = text(Sameness.EXACT, "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n");
        assertEquals(List.of("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"), change.lines());
        assertEquals(1, change.added());
        assertEquals(1, change.removed());
    }

    @Test
    void distantChangesGetHunksOfTheirOwn() throws IOException {
        String before = "a\n" + "same\n".repeat(20) + "z\n";
        TextChange change = text(Sameness.EXACT, before, "A" + before.substring(1) + "more\n");
        assertEquals(
                List.of("@@ -1,4 +1,4 @@", "@@ -20,3 +20,4 @@"),
                change.lines().stream().filter(line -> line.startsWith("@@")).toList());
    }

    @Test
    void ignoredLinesAreNoDifferenceAndKeepTheNumbersOfTheOthers() throws IOException {
        var sameness = new Sameness(List.of(Pattern.compile("^! Last")), false);
        assertNull(text(sameness, "! Last changed 1\nntp\n", "! Last changed 2\nntp\n"));
        TextChange change = text(sameness, "! Last 1\nntp 1\n", "! Last 2\n! Last 3\nntp 2\n");
        assertEquals(List.of("@@ -2 +3 @@", "-ntp 1", "+ntp 2"), change.lines());
    }

    @Test
    void timesCountAsTheSameOnlyWhenAsked() throws IOException {
        String before = "R1 uptime is 2 weeks, 3 days, 4 minutes\n12:30:01.123 UTC Sun Nov 22 2026\nup 1w2d\n";
        String after = "R1 uptime is 2 weeks, 4 days, 1 minute\n12:31:59.001 UTC Mon Nov 23 2026\nup 1w3d\n";
        assertNotNull(text(Sameness.EXACT, before, after));
        assertNull(text(Sameness.BUT_TIMES, before, after));
        assertNotNull(text(Sameness.BUT_TIMES, "ip address 10.0.0.1\n", "ip address 10.0.0.2\n"));
    }

    @Test
    void anotherStatusIsAChangeAndSoIsACommandThatOnlyOneRunHas() throws IOException {
        Path before = runs.run(PastRuns.config(0, "a"));
        Path after = runs.run(Sample.failed(0, FailureKind.AUTHENTICATION, "refused the login"));
        assertEquals(new Sums(0, 1, 0, 0), compare(before, after, Sameness.EXACT));
        DeviceChange change = changes.getFirst();
        assertTrue(change.endedOtherwise());
        assertEquals("authentication", change.after().failure());
        assertEquals("", change.steps().getFirst().after());
    }

    @Test
    void rowsAreComparedByTheColumnThatTellsThemApart() throws IOException {
        List<Map<String, Object>> before = List.of(
                Map.of("interface", "Gi0/1", "status", "up"),
                Map.of("interface", "Gi0/2", "status", "up"),
                Map.of("interface", "Gi0/3", "status", "up"));
        List<Map<String, Object>> after = List.of(
                Map.of("interface", "Gi0/2", "status", "down"),
                Map.of("interface", "Gi0/3", "status", "up"),
                Map.of("interface", "Gi0/4", "status", "up"));
        compare(
                runs.run(Sample.ok(0, PastRuns.rows("show ip int br", "x", ordered(before)))),
                runs.run(Sample.ok(0, PastRuns.rows("show ip int br", "y", ordered(after)))),
                Sameness.EXACT);
        RowChange rows = changes.getFirst().steps().getFirst().rows();
        assertNotNull(rows);
        assertEquals(List.of("interface"), rows.key());
        assertEquals(List.of(ordered(after).get(2)), rows.added());
        assertEquals(List.of(ordered(before).get(0)), rows.removed());
        assertEquals(
                List.of(new RowChange.Changed(
                        Map.of("interface", "Gi0/2"), List.of(new RowChange.Cell("status", "up", "down")))),
                rows.changed());
    }

    @Test
    void theOnlyRowsOfBothSidesAreTheSameRow() throws IOException {
        RowChange rows = single(Map.of("a_version", "15.2", "uptime", "1"), Map.of("a_version", "15.3", "uptime", "1"));
        assertEquals(
                List.of(new RowChange.Changed(Map.of(), List.of(new RowChange.Cell("a_version", "15.2", "15.3")))),
                rows.changed());
        assertEquals(List.of(), rows.added());
        assertEquals(List.of(), rows.removed());
        rows = single(Map.of("interface", "Gi0/1", "status", "up"), Map.of("interface", "Gi0/1", "status", "down"));
        assertEquals(Map.of("interface", "Gi0/1"), rows.changed().getFirst().key());
    }

    private RowChange single(Map<String, Object> before, Map<String, Object> after) throws IOException {
        compare(
                runs.run(Sample.ok(0, PastRuns.rows("show version", "x", ordered(List.of(before))))),
                runs.run(Sample.ok(0, PastRuns.rows("show version", "y", ordered(List.of(after))))),
                Sameness.EXACT);
        return changes.getFirst().steps().getFirst().rows();
    }

    private static List<Map<String, Object>> ordered(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (Map<String, Object>) new java.util.TreeMap<>(row))
                .toList();
    }

    @Test
    void checksThatFindSomethingElseAreChanges() throws IOException {
        DeviceResult old = PastRuns.config(0, "a")
                .checked(PastRuns.checks(
                        PastRuns.check("ntp", CheckStatus.PASS, ""), PastRuns.check("aaa", CheckStatus.FAIL, "x")));
        DeviceResult now = PastRuns.config(0, "a")
                .checked(PastRuns.checks(
                        PastRuns.check("ntp", CheckStatus.FAIL, "no ntp server"),
                        PastRuns.check("aaa", CheckStatus.FAIL, "y")));
        compare(runs.run(old), runs.run(now), Sameness.EXACT);
        assertEquals(
                List.of(new DeviceChange.CheckChange("ntp", "show running-config", "pass", "fail", "no ntp server")),
                changes.getFirst().checks());
    }

    @Test
    void largeOutputsAreReadFromTheirFilesAndOneThatIsGoneIsSaid() throws IOException {
        Path before = runInFile("one");
        Path after = runInFile("two");
        compare(before, after, Sameness.EXACT);
        StepChange step = changes.getFirst().steps().getFirst();
        assertEquals(
                List.of("@@ -1,2 +1,2 @@", " same", "-one", "+two"), step.text().lines());
        Files.delete(after.resolve("outputs/x.txt"));
        compare(before, after, Sameness.EXACT);
        assertTrue(changes.getFirst().steps().getFirst().text().note().contains("cannot be read"));
    }

    private Path runInFile(String text) throws IOException {
        Path outputs = Files.createDirectories(runs.next("audit").resolve("outputs"));
        Files.writeString(outputs.resolve("x.txt"), "same\n" + text + "\n");
        return runs.run(Sample.ok(0, inFile(text)));
    }

    private static StepResult inFile(String text) {
        String sha = HexFormat.of().formatHex(Output.digest().digest(text.getBytes()));
        return new StepResult(
                "show tech",
                "show tech",
                Outcome.ok(),
                new Output(null, Path.of("outputs", "x.txt"), 9, sha),
                Sample.START,
                Duration.ofMillis(5),
                "");
    }

    @Test
    void oneLineOfManyMegabytesIsComparedWithoutBeingShown() throws IOException {
        String filler = "x".repeat(1_000_000);
        assertNull(text(Sameness.EXACT, filler + "a\n", filler + "a\n"));
        TextChange change = text(Sameness.EXACT, filler + "a\n", filler + "b\n");
        assertEquals(3, change.lines().size());
        assertTrue(change.lines().get(1).length() < 2_100);
    }

    @Test
    void outputsThatHaveNothingInCommonAreComparedWithoutOrderInSeconds() throws IOException {
        var before = new StringBuilder();
        var after = new StringBuilder();
        for (int i = 0; i < 15_000; i++) {
            before.append("route ").append(i).append('\n');
            after.append("route ").append(14_999 - i).append('\n');
        }
        TextChange change = text(Sameness.EXACT, before.toString(), after.toString());
        assertEquals("the same lines in another order", change.note());
        change = text(Sameness.EXACT, before.toString(), after + "route new\n");
        assertEquals(List.of("+route new"), change.lines());
    }
}
