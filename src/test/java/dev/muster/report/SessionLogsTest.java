package dev.muster.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Stage;
import dev.muster.result.Tap;
import dev.muster.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sessions/<device>.log} says who said what and when. */
class SessionLogsTest {
    @TempDir
    Path folder;

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("sessions").resolve(name)).stream()
                .map(line -> line.replaceFirst("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ", ""))
                .toList();
    }

    @Test
    void everyLineSaysWhoSpoke() throws IOException {
        Tap log = new SessionLogs(folder).of("R1", "R1 at 192.0.2.1:22");
        log.opening();
        log.opened("ssh: software SSH-2.0-x");
        log.received("Welcome\r\n");
        log.received("R1#");
        log.typed("show clock\n");
        log.received("14:00\u001b[0m\b\r\n\r\nR1#");
        log.closed(false);
        assertEquals(
                List.of(
                        "= connecting to R1 at 192.0.2.1:22",
                        "= logged in, ssh: software SSH-2.0-x",
                        "< Welcome",
                        "< R1#\\",
                        "> show clock",
                        "< 14:00\\e[0m\\b",
                        "< ",
                        "< R1#\\",
                        "= closed"),
                lines("R1.log"));
    }

    @Test
    void everyWordIsOnDiskAsSoonAsItIsSaid() throws IOException {
        Tap log = new SessionLogs(folder).of("R1", "R1");
        log.opening();
        log.typed("show tech-support\n");
        assertEquals("> show tech-support", lines("R1.log").getLast());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        new SessionLogs(folder).of("R1", "R1").opening();
        Path sessions = folder.resolve("sessions");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions)));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions.resolve("R1.log"))));
    }

    @Test
    void aNameFromOutsideNeverLeavesTheFolder() throws IOException {
        var logs = new SessionLogs(folder);
        logs.of("../../R1", "R1").opening();
        String file = String.valueOf(logs.file("../../R1"));
        assertTrue(file.matches("sessions/[^/]+~[0-9a-f]{8}\\.log"), file);
        assertTrue(Files.exists(folder.resolve(file)));
        assertNull(logs.file("R2"), "nothing was said to it");
    }

    @Test
    void anotherAttemptIsInTheSameFile() throws IOException {
        var logs = new SessionLogs(folder);
        logs.of("R1", "R1").opening();
        logs.of("R1", "R1").notOpened(Failure.of(FailureKind.CONNECT_TIMEOUT, Stage.CONNECT, "no answer"));
        logs.of("R1", "R1").opening();
        assertEquals(
                List.of("= connecting to R1", "= connect_timeout: no answer", "= connecting to R1, 2. time"),
                lines("R1.log"));
    }

    @Test
    void whatIsTooMuchIsCountedAndWhatMusterTypesIsKept() throws IOException {
        Path file = folder.resolve("small.log");
        var log = new SessionLog(file, "R1", 10, (where, why) -> {});
        log.opening();
        log.received("0123456\r\n");
        log.received("abcdefghij\r\n");
        log.received("k\r\n");
        log.typed("exit\n");
        assertEquals(
                List.of(
                        "= connecting to R1",
                        "< 0123456",
                        "< a\\",
                        "= 14 bytes more were received and are not kept: this log holds 0 MiB of what the device says",
                        "> exit"),
                Files.readAllLines(file).stream()
                        .map(line -> line.substring(25))
                        .toList());
    }

    @Test
    void aLogThatCannotBeWrittenEndsTheRunWithItsName() throws IOException {
        var logs = new SessionLogs(folder);
        Files.createDirectory(folder.resolve("sessions/R1.log"));
        logs.of("R1", "R1").opening();
        var event = new RunEvent.Notice("anything");
        IOException thrown = assertThrows(IOException.class, () -> logs.on(event));
        assertTrue(String.valueOf(thrown.getMessage()).contains("R1.log: exists already"), thrown.getMessage());
    }

    @Test
    void aFailurePointsToTheLog() throws IOException {
        var logs = new SessionLogs(folder);
        logs.of("R1", "R1").opening();
        var heard = new ArrayList<RunEvent>();
        RunListener pointed = new Pointing(logs, heard::add);
        pointed.on(new RunEvent.DeviceEnded(Sample.failed(0, FailureKind.DNS, "no such host")));
        pointed.on(new RunEvent.DeviceEnded(Sample.failed(1, FailureKind.DNS, "no such host")));
        List<String> messages = heard.stream()
                .map(event -> ((RunEvent.DeviceEnded) event).result().outcome().message())
                .toList();
        assertEquals(List.of("no such host (see sessions/R1.log)", "no such host"), messages);
    }
}
