package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.testkit.Await;
import dev.muster.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler with real files and real processes, on a clock that is told what time it is. */
class SchedulerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant EVENING = Instant.parse("2026-11-22T20:00:00Z");
    private static final Instant TWO = Instant.parse("2026-11-23T02:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(EVENING);
    private final Screen screen = new Screen(Screen.PLAIN);

    /** In place of Muster: notes its arguments, and goes on until a file is there where the job says so. */
    private Path program() throws IOException {
        Path program = folder.resolve("program");
        Files.writeString(program, """
                #!/bin/sh
                echo "$2" >>'%1$s/ran'
                case $2 in *slow*) while [ ! -e '%1$s/go' ]; do sleep 0.05; done ;; esac
                """.formatted(folder));
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }

    private Path job(String name, String schedule) throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        return Files.writeString(folder.resolve("jobs").resolve(name + ".yaml"), """
                inventory: {lab: {devices: 1}}
                steps: [{show: show clock}]
                schedule: {zone: UTC, %s}
                """.formatted(schedule));
    }

    private Scheduler scheduler(HandledTimes handled) throws IOException {
        return new Scheduler(
                new ScheduledJobs(List.of(folder.resolve("jobs"))),
                handled,
                new JobProcesses(List.of(program().toString())),
                now::get,
                screen.console());
    }

    private HandledTimes handled() throws IOException {
        return HandledTimes.open(folder.resolve("state"));
    }

    private List<String> ran() throws IOException {
        Path ran = folder.resolve("ran");
        return Files.exists(ran)
                ? Files.readAllLines(ran).stream()
                        .map(line -> String.valueOf(Path.of(line).getFileName()))
                        .toList()
                : List.of();
    }

    private static void untilIdle(Scheduler scheduler) throws Exception {
        Await.until("idle", LIMIT, () -> {
            scheduler.tick();
            return scheduler.isIdle();
        });
    }

    @Test
    void aJobRunsWhenItsTimeComesAndOnlyOnce() throws Exception {
        job("audit", "cron: \"0 2 * * *\"");
        try (HandledTimes handled = handled()) {
            Scheduler scheduler = scheduler(handled);
            scheduler.tick();
            assertEquals(List.of(), ran());
            now.set(TWO);
            scheduler.tick();
            untilIdle(scheduler);
            now.set(TWO.minus(Duration.ofHours(2)));
            scheduler.tick();
            now.set(TWO.plusSeconds(30));
            scheduler.tick();
            assertEquals(List.of("audit.yaml"), ran());
            assertTrue(screen.err().contains("audit.yaml: ended with 0 (all is well)"), screen.err());
        }
    }

    @Test
    void aRestartRemembersWhatIsDealtWithAndWhatWasMissed() throws Exception {
        job("audit", "cron: \"0 2 * * *\"");
        job("strict", "cron: \"0 2 * * *\", missed: skip");
        try (HandledTimes handled = handled()) {
            scheduler(handled).tick();
        }
        now.set(TWO.plus(Duration.ofHours(6)));
        try (HandledTimes handled = handled()) {
            Scheduler scheduler = scheduler(handled);
            scheduler.tick();
            untilIdle(scheduler);
        }
        assertEquals(List.of("audit.yaml"), ran());
        assertTrue(screen.err().contains("strict.yaml: due 2026-11-23T02:00:00Z, skipped: missed"), screen.err());
        try (HandledTimes handled = handled()) {
            scheduler(handled).tick();
        }
        assertEquals(List.of("audit.yaml"), ran());
    }

    @Test
    void aQueuedRunWaitsForTheOneBefore() throws Exception {
        job("slow", "cron: \"* * * * *\", overlap: queue");
        try (HandledTimes handled = handled()) {
            Scheduler scheduler = scheduler(handled);
            scheduler.tick();
            now.set(EVENING.plusSeconds(60));
            scheduler.tick();
            now.set(EVENING.plusSeconds(120));
            scheduler.tick();
            Await.until("begun", LIMIT, () -> Files.exists(folder.resolve("ran")));
            assertEquals(List.of("slow.yaml"), ran());
            Files.writeString(folder.resolve("go"), "");
            untilIdle(scheduler);
            assertEquals(List.of("slow.yaml", "slow.yaml"), ran());
        }
    }

    @Test
    void aReplacedRunIsEndedAndTheNextBegins() throws Exception {
        job("slow", "cron: \"* * * * *\", overlap: replace");
        try (HandledTimes handled = handled()) {
            Scheduler scheduler = scheduler(handled);
            scheduler.tick();
            now.set(EVENING.plusSeconds(60));
            scheduler.tick();
            Await.until("begun", LIMIT, () -> Files.exists(folder.resolve("ran")));
            now.set(EVENING.plusSeconds(120));
            scheduler.tick();
            Await.until("the next", LIMIT, () -> {
                scheduler.tick();
                return ran().size() == 2;
            });
            assertTrue(screen.err().contains("ended with 143 (interrupted)"), screen.err());
            scheduler.drain();
            scheduler.endAll(Duration.ofSeconds(30));
            assertTrue(scheduler.isIdle());
        }
    }

    @Test
    void filesAreReadAgainWhenTheyChange() throws Exception {
        Path job = job("audit", "cron: \"0 2 * * *\"");
        try (HandledTimes handled = handled()) {
            Scheduler scheduler = scheduler(handled);
            scheduler.tick();
            Files.writeString(job, "steps: [{shwo: x}]\nschedule: {cron: \"0 2 * * *\", zone: UTC}\n");
            scheduler.tick();
            assertTrue(screen.err().contains("has mistakes; what it said before holds on"), screen.err());
            job("audit", "cron: \"0 4 * * *\"");
            job("another", "cron: \"0 3 * * *\"");
            scheduler.tick();
            now.set(TWO);
            scheduler.tick();
            assertEquals(List.of(), ran());
            now.set(TWO.plus(Duration.ofHours(1)));
            scheduler.tick();
            untilIdle(scheduler);
            assertEquals(List.of("another.yaml"), ran());
            Files.delete(job);
            now.set(TWO.plus(Duration.ofHours(2)));
            scheduler.tick();
            untilIdle(scheduler);
            assertEquals(List.of("another.yaml"), ran());
            assertTrue(screen.err().contains("audit.yaml: no longer scheduled"), screen.err());
        }
    }

    @Test
    void aJobWithoutScheduleIsToldAndNothingStaysUp() throws Exception {
        Path job =
                Files.writeString(folder.resolve("plain.yaml"), "inventory: {lab: {devices: 1}}\nsteps: [{show: x}]\n");
        for (List<String> more : List.of(List.<String>of(), List.of("--list"))) {
            var arguments = new ArrayList<>(List.of(
                    "schedule",
                    job.toString(),
                    "--state",
                    folder.resolve("state").toString()));
            arguments.addAll(more);
            Program.Ended ended = Program.run(arguments.toArray(String[]::new));
            assertEquals(2, ended.status(), ended.err());
            assertTrue(ended.err().contains("the job has no `schedule`"), ended.err());
        }
    }

    @Test
    void oneSchedulerAtATimeUsesAFolder() throws Exception {
        try (HandledTimes first = handled()) {
            assertTrue(String.valueOf(
                            assertThrows(IOException.class, this::handled).getMessage())
                    .contains("another `muster schedule` works with"));
            assertEquals(Optional.empty(), first.of("x"));
        }
        handled().close();
        assertFalse(Files.exists(folder.resolve("ran")));
    }
}
