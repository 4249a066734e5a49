package dev.muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.RunEvent;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.testkit.Results;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve(Journal.NAME);
    }

    private static RunEvent end(DeviceResult result) {
        return new RunEvent.DeviceEnded(result);
    }

    private static RunEvent end(int index) {
        return end(Sample.ok(index, Sample.step("show clock", "14:00 " + index)));
    }

    private static List<DeviceResult> results(Journal journal) throws IOException {
        var results = new ArrayList<DeviceResult>();
        journal.results(results::add);
        return results;
    }

    /** A journal of three devices, closed. */
    private void write(RunEvent... events) throws IOException {
        try (Journal journal = Journal.create(folder, Began.of(3))) {
            journal.keep(List.of(events));
        }
    }

    private List<String> devices() throws IOException {
        try (Journal journal = Journal.open(folder)) {
            return results(journal).stream().map(DeviceResult::device).toList();
        }
    }

    @Test
    void everyResultComesBackAsItWas() throws IOException {
        var failure = new Failure(
                FailureKind.COMMAND_TIMEOUT, Stage.STEP, "late \"x\" \u2028 \ud83d\ude00", "R1#", "tail\r\n", "hint");
        Files.createDirectory(folder.resolve("outputs"));
        Files.writeString(folder.resolve("outputs/R2-1.txt"), "large");
        var large = new Output(null, Path.of("outputs/R2-1.txt"), 5_000_000_000L, "ab".repeat(32));
        var steps = new StepResult[] {
            Sample.step("show clock", "half \ud83d, tab\t, escape \u001b[0m, umlaut \u00e4"),
            new StepResult(
                    "big", "show tech", new Outcome.Failed(failure), large, Sample.START, Duration.ofNanos(7), "R1#"),
            StepResult.notRun("later", "a\nb", new Outcome.Cancelled("stopped")),
            StepResult.notRun("when", "", new Outcome.Skipped("false")),
            StepResult.notRun("change", "", new Outcome.Unknown("died"))
        };
        List<DeviceResult> all = List.of(
                Sample.device(1, "R2", new Outcome.Failed(failure), steps),
                Sample.failed(0, FailureKind.DNS, "no such name"),
                Sample.device(2, "R3", new Outcome.Skipped("never started")));
        write(all.stream().map(JournalTest::end).toArray(RunEvent[]::new));
        try (Journal journal = Journal.open(folder)) {
            assertEquals(all, results(journal));
            assertEquals(Began.of(3).run(), journal.state().run());
        }
    }

    @Test
    void everyLineIsAJsonObjectInAscii() throws IOException {
        write(end(Sample.ok(0, Sample.step("show clock", "\u00e4\ud83d\n"))));
        String text = Files.readString(file());
        assertEquals(2, Results.lines(text).size());
        assertTrue(text.chars().allMatch(c -> c < 0x7f && (c >= ' ' || c == '\n')), text);
    }

    @Test
    void aBatchIsOnDiskWhenKeepReturns() throws IOException {
        try (Journal journal = Journal.create(folder, Began.of(3))) {
            journal.keep(List.of(end(0), end(2)));
            assertEquals(1, journal.syncs());
            var state = Journal.look(folder);
            assertEquals(RunState.Standing.DONE, state.standing(0));
            assertEquals(RunState.Standing.TO_RUN, state.standing(1));
            assertEquals(RunState.Standing.DONE, state.standing(2));
        }
    }

    @Test
    void aTailThatWasCutAnywhereIsLeftOutAndSaid() throws IOException {
        write(end(0), end(1));
        byte[] whole = Files.readAllBytes(file());
        int last =
                new String(whole, java.nio.charset.StandardCharsets.US_ASCII).lastIndexOf('\n', whole.length - 2) + 1;
        for (int length = last; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(folder)) {
                assertEquals(
                        List.of("R1"),
                        results(journal).stream().map(DeviceResult::device).toList());
                assertEquals(length - last, journal.state().torn());
                assertEquals(0, journal.state().damaged());
            }
        }
    }

    @Test
    void aTailOfZeroesIsLeftOut() throws IOException {
        write(end(0));
        Files.write(file(), new byte[5000], StandardOpenOption.APPEND);
        assertEquals(List.of("R1"), devices());
    }

    @Test
    void whatWasCutOffIsGoneOnceTheRunGoesOn() throws IOException {
        write(end(0));
        Files.writeString(file(), "{\"crc\":\"00000000\",\"is\":\"dev", StandardOpenOption.APPEND);
        try (Journal journal = Journal.open(folder)) {
            journal.resume(new Entry.Resumed(Sample.START, "x", RunRecord.Worker.current(), null));
            journal.keep(List.of(end(1)));
            assertEquals(
                    List.of("R1"),
                    results(journal).stream().map(DeviceResult::device).toList());
        }
        assertEquals(List.of("R1", "R2"), devices());
        assertEquals(0, Journal.look(folder).damaged());
        assertEquals(4, Files.readAllLines(file()).size());
    }

    @Test
    void aDamagedLineInTheMidstIsNoticedAndTheOthersAreRead() throws IOException {
        write(end(0), end(1), end(2));
        String text = Files.readString(file());
        Files.writeString(file(), text.replace("14:00 1", "14:01 1"));
        assertEquals(List.of("R1", "R3"), devices());
        assertEquals(1, Journal.look(folder).damaged());
    }

    @Test
    void theLastResultOfADeviceCountsInItsOwnPlace() throws IOException {
        write(
                end(Sample.device(0, "R1", new Outcome.Cancelled("stopped"))),
                end(1),
                new RunEvent.DeviceStarted(0, "R1", Sample.START),
                end(0));
        assertEquals(List.of("R2", "R1"), devices());
    }

    @Test
    void aRunIsWorkedOnByOneProcessAtATime() throws IOException {
        try (Journal journal = Journal.create(folder, Began.of(3))) {
            assertThrows(BusyException.class, () -> Journal.open(folder));
            assertEquals(3, Journal.look(folder).devices().size());
            journal.keep(List.of(end(0)));
        }
        assertEquals(List.of("R1"), devices());
        var e = assertThrows(IOException.class, () -> Journal.create(folder, Began.of(3)));
        assertEquals(folder + ": holds a run already (journal.jsonl); name another folder", e.getMessage());
        assertEquals(List.of("R1"), devices());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        write();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void aJournalOfALaterVersionIsRefused() throws IOException {
        Journal.create(folder, Began.of(Entry.VERSION + 1, 1)).close();
        var e = assertThrows(DamagedException.class, () -> Journal.open(folder));
        assertTrue(e.getMessage().contains("written by a later version"), e.getMessage());
    }

    @Test
    void aFileThatIsNoJournalIsRefused() throws IOException {
        Files.writeString(file(), "hello\n");
        assertThrows(DamagedException.class, () -> Journal.open(folder));
        Files.writeString(file(), "");
        assertThrows(DamagedException.class, () -> Journal.open(folder));
    }

    @Test
    void nothingCountsAsKeptInAFolderThatHasDisappeared() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        try (Journal journal = Journal.create(run, Began.of(3))) {
            Files.delete(run.resolve(Journal.NAME));
            Files.delete(run);
            var e = assertThrows(IOException.class, () -> journal.keep(List.of(end(0))));
            assertEquals(
                    run + "/journal.jsonl: no such file or folder; what was kept in it is gone with it",
                    e.getMessage());
            assertEquals(
                    e.getMessage(),
                    assertThrows(IOException.class, () -> journal.keep(List.of(end(1))))
                            .getMessage());
        }
    }

    @Test
    void nothingCountsAsKeptInAFileThatWasReplaced() throws IOException {
        try (Journal journal = Journal.create(folder, Began.of(3))) {
            byte[] before = Files.readAllBytes(file());
            Files.move(file(), folder.resolve("moved"));
            Files.write(file(), before);
            assertThrows(IOException.class, () -> journal.keep(List.of(end(0))));
        }
    }

    @Test
    void aLargeOutputMustBeThereBeforeItsResultCounts() throws IOException {
        var lost = new Output(null, Path.of("outputs/R1-1.txt"), 5, "00");
        var step = new StepResult("s", "show tech", Outcome.ok(), lost, Sample.START, Duration.ZERO, "");
        try (Journal journal = Journal.create(folder, Began.of(3))) {
            assertThrows(IOException.class, () -> journal.keep(List.of(end(Sample.ok(0, step)))));
        }
        assertEquals(List.of(), devices());
    }

    @Test
    void timesOfSeveralProcessesAddUp() throws IOException {
        var end = new RunEvent.RunEnded(new Tally.Counter().tally(Duration.ofSeconds(7), "interrupted"));
        write(end);
        assertTrue(Journal.look(folder).ended());
        assertEquals("interrupted", Journal.look(folder).stopped());
        try (Journal journal = Journal.open(folder)) {
            journal.resume(new Entry.Resumed(Sample.START, "x", RunRecord.Worker.current(), null));
            assertFalse(Journal.look(folder).ended());
            journal.keep(List.of(new RunEvent.RunEnded(new Tally.Counter().tally(Duration.ofSeconds(5), ""))));
        }
        assertEquals(Duration.ofSeconds(12), Journal.look(folder).elapsed());
        assertEquals("", Journal.look(folder).stopped());
    }
}
