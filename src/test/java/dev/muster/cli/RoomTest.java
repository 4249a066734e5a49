package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plan.Plan;
import dev.muster.testkit.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final long PLENTY = Long.MAX_VALUE;
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void linuxTellsOfAProcess() throws IOException {
        Files.createDirectories(folder.resolve("fd"));
        Files.writeString(folder.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max file locks            unlimited            unlimited            locks
                Max open files            340                  4096                 files
                """);
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("fd").resolve(String.valueOf(i)), "");
        }
    }

    /** Of 200 devices, this many at once. */
    private Plan plan(int workers) throws IOException {
        var inventory = new StringBuilder("defaults: " + InProcess.DEFAULTS + "\ndevices:\n");
        for (int i = 0; i < 200; i++) {
            inventory.append(InProcess.device("R" + i, 22));
        }
        String job = "run: {max_workers: " + workers + "}\nsteps: [{show: show clock}]\n";
        return InProcess.plan(folder, job, inventory.toString());
    }

    @Test
    void asManyAsWantedWhereThereIsRoomAndNothingIsSaid() throws IOException {
        Plan plan = plan(50);
        assertSame(plan, Room.of(folder, GIGABYTE).fit(plan, said::add));
        assertTrue(said.isEmpty());
    }

    @Test
    void fewerWhereTooFewFilesMayBeOpenAndWhatWouldHelpIsSaidOnce() throws IOException {
        Plan fitted = Room.of(folder, GIGABYTE).fit(plan(5000), said::add);
        assertEquals((340 - 10 - Room.FILES_BESIDE) / Room.FILES_EACH, fitted.maxWorkers());
        assertEquals(
                List.of(
                        "warning: 96 devices at once in place of 200: this process may open 340 files and a device needs"
                                + " 3; for all of them `ulimit -n` must be at least 650"),
                said);
    }

    @Test
    void whatIsSaidToBeEnoughIsEnough() throws IOException {
        Plan plan = plan(200);
        assertSame(plan, new Room(650, 10, GIGABYTE).fit(plan, said::add));
        assertEquals(199, new Room(649, 10, GIGABYTE).fit(plan, said::add).maxWorkers());
    }

    @Test
    void fewerWhereJavaMayUseTooLittleMemory() throws IOException {
        Plan fitted = new Room(PLENTY, 0, 64L << 20).fit(plan(200), said::add);
        assertEquals(81, fitted.maxWorkers());
        assertTrue(said.getFirst().endsWith("for all of them it needs MUSTER_JAVA_OPTS=-Xmx88m"), said.toString());
        Plan plan = plan(200);
        assertSame(plan, new Room(PLENTY, 0, 88L << 20).fit(plan, said::add));
    }

    @Test
    void whereTheSystemTellsNothingTheJobsWordCounts() throws IOException {
        Plan plan = plan(200);
        assertSame(plan, Room.of(folder.resolve("missing"), GIGABYTE).fit(plan, said::add));
    }
}
