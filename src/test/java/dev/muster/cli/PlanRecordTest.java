package dev.muster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.muster.journal.RecordJson;
import dev.muster.journal.RunRecord.Contents;
import dev.muster.testkit.InProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal remembers of a plan, and what is told when the plan is another. */
class PlanRecordTest {
    private static final String JOB = """
            vars: {a: 1, b: {c: 2, d: [3, 4]}}
            steps:
              - {show: show clock, limit: 7s}
              - {configure: [ntp server 192.0.2.1], name: ntp}
            """;
    private static final String INVENTORY = """
            defaults: {platform: cisco_iosxe, username: cisco, password: cisco-secret, host_key: "off"}
            devices:
              - {name: R1, host: 192.0.2.1, data: {site: ams, role: core}}
              - {name: R2, host: 192.0.2.2}
              - {name: R3, host: 192.0.2.3}
            """;

    @TempDir
    Path folder;

    private Contents record(String job, String inventory) throws IOException {
        return PlanRecord.of(InProcess.plan(folder, job, inventory), List.of(folder.resolve("job.yaml")));
    }

    private List<String> told(String job, String inventory) throws IOException {
        return PlanChanges.between(record(JOB, INVENTORY), record(job, inventory)).stream()
                .filter(line -> !line.contains("changed since the run began"))
                .toList();
    }

    @Test
    void theSamePlanIsTheSameRecord() throws IOException {
        assertEquals(record(JOB, INVENTORY), record(JOB, INVENTORY));
        assertEquals(List.of(), PlanChanges.between(record(JOB, INVENTORY), record(JOB, INVENTORY)));
    }

    @Test
    void aFileThatChangedIsNamedAlsoWhereThePlanIsTheSame() throws IOException {
        assertEquals(
                List.of(folder.resolve("job.yaml") + ": changed since the run began"),
                PlanChanges.between(record(JOB, INVENTORY), record(JOB + "# a remark\n", INVENTORY)));
    }

    @Test
    void aStepThatChangedIsNamed() throws IOException {
        assertEquals(
                List.of("R1, R2, R3: other step 2 `ntp`"), told(JOB.replace("192.0.2.1]", "192.0.2.9]"), INVENTORY));
        assertEquals(List.of("R1, R2, R3: other step 1 `show clock`"), told(JOB.replace("7s", "8s"), INVENTORY));
        assertEquals(
                List.of("R1, R2, R3: other step 3 `show version`"), told(JOB + "  - show: show version\n", INVENTORY));
    }

    @Test
    void varsThatChangedAreNamed() throws IOException {
        assertEquals(List.of("R1, R2, R3: other vars"), told(JOB.replace("[3, 4]", "[4, 3]"), INVENTORY));
    }

    @Test
    void aDeviceThatChangedIsNamedWithTheSetting() throws IOException {
        assertEquals(List.of("R2: other host"), told(JOB, INVENTORY.replace("192.0.2.2", "192.0.2.22")));
        assertEquals(List.of("R1: other groups or data"), told(JOB, INVENTORY.replace("core", "edge")));
        assertEquals(
                List.of("R3: other port, limits.command, step 2 `ntp`"),
                told(JOB, INVENTORY.replace("192.0.2.3}", "192.0.2.3, port: 2222, limits: {command: 9s}}")));
        assertEquals(
                List.of("R1, R2, R3: other username"),
                told(JOB, INVENTORY.replace("username: cisco", "username: net")));
    }

    @Test
    void devicesThatCameAndWentAreNamed() throws IOException {
        assertEquals(
                List.of("R2: no longer among the devices", "R9: new among the devices"),
                told(JOB, INVENTORY.replace("name: R2", "name: R9")));
    }

    @Test
    void noSecretAndNoDigestOfOneIsRemembered() throws IOException {
        Contents before = record(JOB, INVENTORY);
        String text = new String(RecordJson.bytes(before), StandardCharsets.UTF_8);
        assertFalse(text.contains("cisco-secret"), text);
        Contents after = record(JOB, INVENTORY.replace("cisco-secret", "another"));
        assertEquals(before.profiles(), after.profiles());
        assertNotEquals(before.files(), after.files());
    }

    @Test
    void aPipeIsNoFileToCompare() throws IOException {
        Files.writeString(folder.resolve("job.yaml"), "x");
        var plan = InProcess.plan(folder, JOB, INVENTORY);
        assertEquals(
                PlanRecord.of(plan, List.of()).files(),
                PlanRecord.of(plan, List.of(Path.of("/dev/null"))).files());
    }
}
