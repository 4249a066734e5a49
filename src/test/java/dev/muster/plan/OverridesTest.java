package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.RunOptions;
import dev.muster.secret.Secret;
import dev.muster.transport.HostKeyMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest extends PlanFixture {
    @Test
    void commandLineHidesEverything() throws IOException {
        var overrides = new Overrides(
                null,
                "name != 'R2'",
                List.of("R3"),
                3,
                RunOptions.Order.INVENTORY,
                RunOptions.OnError.STOP,
                List.of("files"),
                Map.of("who", "me", "more", "x"),
                "root",
                Secret.of("typed"),
                HostKeyMode.ACCEPT_NEW);
        Plan plan = prepared(JOB, overrides).plan();
        DevicePlan device = plan.devices().get(0);

        assertEquals(List.of("R3"), names(plan));
        assertEquals(3, plan.maxWorkers());
        assertEquals(RunOptions.Order.INVENTORY, plan.order());
        assertEquals(RunOptions.OnError.STOP, plan.onError());
        assertEquals(List.of("files"), plan.reports());
        assertEquals("root", device.target().username());
        assertEquals("typed", revealed(device.target().password()));
        assertEquals(HostKeyMode.ACCEPT_NEW, device.target().hostKeyMode());
        assertEquals(List.of("ping 192.0.2.9 from R3 me"), device.steps().get(1).commands());
    }

    @Test
    void whatTheJobSaysHoldsWithoutOverrides() throws IOException {
        Plan plan = prepared(JOB, Overrides.NONE).plan();

        assertEquals(9, plan.maxWorkers());
        assertEquals(RunOptions.Order.COMPLETED, plan.order());
        assertEquals(Duration.ofHours(1), plan.runLimit());
        assertEquals(1L << 20, plan.memoryLimit());
        assertEquals(256L << 20, plan.outputLimit());
        assertEquals(List.of(folder.resolve("devices.yaml").toString()), plan.inventories());
        assertEquals(
                List.of(0, 1, 2), plan.devices().stream().map(DevicePlan::index).toList());
    }

    @Test
    void inventoryOfTheCommandLineTakesThePlaceOfTheJobs() throws IOException {
        Path other = write("other.yaml", "[{host: 192.0.2.77, username: u, password: p}]");
        var overrides = new Overrides(other, null, List.of(), null, null, null, List.of(), Map.of(), null, null, null);
        String job = "{inventory: nowhere.yaml, steps: [{show: x}]}";

        assertEquals(List.of("192.0.2.77"), names(prepared(job, overrides).plan()));
    }

    @Test
    void namesAndReportsOfTheCommandLineAreChecked() throws IOException {
        var overrides =
                new Overrides(null, null, List.of("R9"), null, null, null, List.of("cvs"), Map.of(), null, null, null);

        assertEquals(
                List.of(
                        "command line: unknown report `cvs`; did you mean `csv`?",
                        "command line: unknown device `R9`; did you mean `R1`?"),
                told(JOB, overrides));
    }

    @Test
    void limitToADeviceThatIsNotSelectedIsTold() throws IOException {
        var overrides = new Overrides(
                null, "name == 'R1'", List.of("R2"), null, null, null, List.of(), Map.of(), null, null, null);

        assertEquals(
                List.of("command line: --limit: device `R2` is not among those that the job selects"),
                told(JOB, overrides));
    }

    @Test
    void usernameOfTheCommandLineMakesUpForALackingOne() throws IOException {
        String job = "{devices: [{name: A, host: a, platform: linux}], steps: [{show: x}]}";
        var overrides = new Overrides(null, null, List.of(), null, null, null, List.of(), Map.of(), "u", null, null);

        assertTrue(told(job, Overrides.NONE).get(0).contains("no username for A"));
        assertEquals(
                "u", prepared(job, overrides).plan().devices().get(0).target().username());
    }
}
