package dev.muster.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.CheckStatus;
import dev.muster.result.FailureKind;
import dev.muster.scope.FleetScope;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    private PastRuns runs;
    private Path file;

    @BeforeEach
    void begin() {
        runs = new PastRuns(folder);
        file = folder.resolve(".history").resolve("history.db");
    }

    private List<RunRow> history(Path... folders) throws IOException {
        try (History history = History.open(file)) {
            assertEquals(List.of(), history.update(List.of(folders)).troubles());
            return history.questions().runs(null, 100);
        }
    }

    @Test
    void runsAreTakenInWithTheirDevicesChecksAndWhatChangedSinceTheRunBefore() throws IOException {
        var checks = PastRuns.checks(
                PastRuns.check("ntp", CheckStatus.PASS, ""),
                PastRuns.check("aaa", CheckStatus.FAIL, "no aaa"),
                PastRuns.check("acl", CheckStatus.ERROR, "no rows"));
        Path first = runs.run(PastRuns.config(0, "hostname R1"), PastRuns.config(1, "hostname R2"));
        Path second = runs.run(
                PastRuns.config(0, "hostname R9").checked(checks),
                Sample.failed(1, FailureKind.AUTHENTICATION, "refused the login"));
        List<RunRow> rows = history(second, first);
        assertEquals(
                List.of("20261122-140001-abcd", "20261122-140000-abcd"),
                rows.stream().map(RunRow::id).toList());
        assertEquals(1, rows.get(0).ok());
        assertEquals(2, rows.get(0).devices());
        assertEquals(new RunRow.Checks(1, 1, 1), rows.get(0).checks());
        assertEquals(2, rows.get(0).changed());
        assertNull(rows.get(1).changed(), "there is no run before");
        try (History history = History.open(file)) {
            Questions questions = history.questions();
            assertEquals(
                    List.of(
                            new Drift("R1", "", "", List.of("show running-config")),
                            new Drift("R2", "ok", "failed", List.of())),
                    questions.drift("audit"));
            assertEquals(List.of(new Questions.Often("R2", 1, "authentication")), questions.failing("audit", 20, 10));
            assertEquals(
                    List.of("aaa", "acl"),
                    questions.failingChecks("audit", 20, 10).stream()
                            .map(Questions.Often::name)
                            .toList());
            DeviceRow device = questions.device("R1", null, 10).getFirst();
            assertEquals(List.of("show running-config"), device.changed());
            assertEquals(List.of("aaa", "acl"), device.failing());
            assertEquals(20, device.connect().toMillis());
        }
    }

    @Test
    void clocksAndUptimesAreNoDrift() throws IOException {
        List<RunRow> rows = history(
                runs.run(PastRuns.config(0, "uptime is 3 days", "ntp server 1")),
                runs.run(PastRuns.config(0, "uptime is 4 days", "ntp server 1")),
                runs.run(PastRuns.config(0, "uptime is 5 days", "ntp server 2")));
        assertEquals(1, rows.get(0).changed());
        assertEquals(0, rows.get(1).changed());
    }

    @Test
    void aRunIsTakenInOnceAndAgainWhenItsJournalHasGrown() throws IOException {
        Path ended = runs.run(PastRuns.config(0, "a"));
        Path died = runs.died(PastRuns.config(0, "b"));
        assertEquals(false, history(ended, died).getFirst().ended());
        try (History history = History.open(file)) {
            assertEquals(0, history.update(List.of(ended, died)).added());
            Files.writeString(died.resolve("journal.jsonl"), "torn", java.nio.file.StandardOpenOption.APPEND);
            assertEquals(1, history.update(List.of(ended, died)).added());
            assertEquals(2, history.questions().runs("audit", 100).size());
        }
    }

    @Test
    void aFolderThatWasMovedIsTheSameRun() throws IOException {
        Path run = runs.run(PastRuns.config(0, "a"));
        history(run);
        Path moved = Files.move(run, folder.resolve("moved"));
        List<RunRow> rows = history(moved);
        assertEquals(1, rows.size());
        assertEquals(moved.toString(), rows.getFirst().folder());
    }

    @Test
    void aDamagedJournalIsToldAndTheOthersAreTakenIn() throws IOException {
        Path run = runs.run(PastRuns.config(0, "a"));
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("journal.jsonl"), "no journal\n");
        try (History history = History.open(file)) {
            History.Update update = history.update(List.of(broken, run));
            assertEquals(1, update.added());
            assertTrue(update.troubles().getFirst().contains("is no journal"), update.toString());
        }
    }

    @Test
    void whatIsForgottenStaysForgottenUntilTheHistoryIsMadeAgain() throws IOException {
        Path run = runs.run(PastRuns.config(0, "a"));
        try (History history = History.open(file)) {
            history.update(List.of(run));
            history.forget(List.of("20261122-140000-abcd"));
            assertEquals(0, history.update(List.of(run)).added());
            assertEquals(List.of(), history.questions().runs(null, 10));
            assertEquals(List.of(), history.questions().devices());
        }
        History.remove(file);
        assertEquals(1, history(run).size());
    }

    @Test
    void severalAtOnceAllSucceed() throws Exception {
        var folders = new ArrayList<Path>();
        for (int i = 0; i < 6; i++) {
            folders.add(runs.run(PastRuns.config(0, "line " + i)));
        }
        var troubles = new CopyOnWriteArrayList<String>();
        try (FleetScope scope = FleetScope.open("test")) {
            for (int i = 0; i < 4; i++) {
                scope.fork(() -> {
                    try (History history = History.open(file)) {
                        troubles.addAll(history.update(folders).troubles());
                    } catch (IOException e) {
                        troubles.add(e.getMessage());
                    }
                });
            }
            scope.join();
        }
        assertEquals(List.of(), troubles);
        assertEquals(6, history().size());
    }

    @Test
    void aDamagedDatabaseSaysHowToMakeItAgain() throws IOException {
        history();
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(100); // behind the head, where the tree of tables begins
            bytes.write(new byte[8]);
        }
        IOException trouble = assertThrows(IOException.class, () -> History.open(file));
        String way = "muster history --rebuild --database " + file;
        assertTrue(trouble.getMessage().contains(way), trouble.getMessage());
        History.remove(file);
        assertTrue(Files.notExists(file));
    }

    @Test
    void aFileThatIsNoHistoryIsNeitherRemovedNorWritten() throws Exception {
        Path text = Files.writeString(folder.resolve("job.yaml"), "name: precious\n".repeat(100));
        Path other = folder.resolve("other.db");
        Path log = Files.writeString(folder.resolve("job.yaml-wal"), "mine");
        try (Database strange = Database.open(other, List.of())) {
            strange.execute("CREATE TABLE names(first TEXT)");
        }
        for (Path file : List.of(text, other, folder)) {
            IOException trouble = assertThrows(IOException.class, () -> History.remove(file));
            assertTrue(trouble.getMessage().contains("is no history of Muster's"), trouble.getMessage());
        }
        for (Path file : List.of(text, other)) {
            byte[] before = Files.readAllBytes(file);
            IOException trouble = assertThrows(IOException.class, () -> History.open(file));
            assertTrue(trouble.getMessage().contains("is no history of Muster's"), trouble.getMessage());
            assertArrayEquals(before, Files.readAllBytes(file));
        }
        assertTrue(Files.exists(log));
        History.remove(Files.createFile(folder.resolve("empty.db")));
    }

    @Test
    void aFolderThatCannotBeWrittenSaysHowToNameAnother() throws IOException {
        Path wall = Files.writeString(folder.resolve("wall"), "");
        IOException trouble = assertThrows(IOException.class, () -> History.open(wall.resolve("x/history.db")));
        assertTrue(trouble.getMessage().contains("--database"), trouble.getMessage());
    }

    @Test
    void tablesOfAnEarlierVersionAreBroughtUpAndThoseOfALaterOneRefused() throws IOException {
        try (Database old = Database.open(file, Schema.STEPS.subList(0, 1))) {
            old.execute("INSERT INTO names(text) VALUES('R1')");
        }
        try (Database now = Database.open(file, Schema.STEPS)) {
            assertEquals(List.of("R1"), now.query("SELECT text FROM names", row -> row.getString(1)));
            assertEquals(List.of(), now.query("SELECT id FROM pruned", row -> row.getString(1)));
            now.execute("PRAGMA user_version=99");
        }
        IOException trouble = assertThrows(IOException.class, () -> History.open(file));
        assertTrue(trouble.getMessage().contains("later version"), trouble.getMessage());
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        history();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }
}
