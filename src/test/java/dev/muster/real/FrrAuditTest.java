package dev.muster.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.testkit.JunitFile;
import dev.muster.testkit.Program;
import dev.muster.testkit.RealRouter;
import dev.muster.testkit.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An audit of a real router: what passes, what fails, and a change that the second run finds. */
class FrrAuditTest {
    private static final String JOB = """
            name: frr-audit
            inventory: router.yaml
            steps:
              - show: show version
              - show: show running-config
            checks:
              - {name: blackhole, of: show running-config, lines_present: ip route 203.0.113.0/24 blackhole}
              - {name: ntp, of: show running-config, lines_present: ntp server 192.0.2.1, severity: high}
              - {name: is FRR, of: show version, matches: '^FRRouting '}
              - {name: unchanged, of: show running-config, same_as: last_run, ignore: '^Building|^Current'}
            reports: [csv, json, junit, md]
            """;

    @TempDir
    Path folder;

    private static void needsRouter() {
        String obstacle = RealRouter.obstacle();
        if (!obstacle.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("CI must test against a real router: " + obstacle);
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    private List<String> statuses(String run) throws Exception {
        var statuses = new ArrayList<String>();
        for (JsonNode check : new Results(folder.resolve(run)).device("lab1").get("checks")) {
            statuses.add(
                    check.get("name").asString() + " " + check.get("status").asString());
        }
        return statuses;
    }

    @Test
    void checksHoldOrNotAndAChangeIsFoundByTheNextRun() throws Exception {
        needsRouter();
        Files.writeString(
                folder.resolve("router.yaml"), """
                devices:
                  - {name: lab1, host: 127.0.0.1, port: %d, platform: frr, username: %s, password: %s, host_key: "off"}
                """.formatted(RealRouter.PORT, RealRouter.ACCOUNT, RealRouter.ACCOUNT));
        String job = Files.writeString(folder.resolve("job.yaml"), JOB).toString();
        Path change = Files.writeString(
                folder.resolve("change.yaml"),
                "inventory: router.yaml\nsteps: [{configure: ip route 203.0.113.128/25 blackhole}]\nreports: []\n");
        try (RealRouter router = RealRouter.start()) {
            Program.Ended first = Program.job(job, folder.resolve("1"));
            assertEquals(3, first.status(), first.err());
            assertEquals(List.of("blackhole pass", "ntp fail", "is FRR pass", "unchanged error"), statuses("1"));
            Program.Ended changed = Program.job(change.toString(), folder.resolve("change"));
            assertEquals(0, changed.status(), changed.err());
            Program.Ended second = Program.job(job, folder.resolve("2"));
            assertEquals(3, second.status(), second.err());
            assertEquals(List.of("blackhole pass", "ntp fail", "is FRR pass", "unchanged fail"), statuses("2"));
            Program.Ended third = Program.job(job, folder.resolve("3"));
            assertEquals(
                    List.of("blackhole pass", "ntp fail", "is FRR pass", "unchanged pass"), statuses("3"), third.err());
        }
        var drift = JunitFile.read(folder.resolve("2/junit.xml")).inCase("lab1", "unchanged", "failure");
        assertNotNull(drift);
        assertTrue(drift.getTextContent().contains("\n+ip route 203.0.113.128/25 blackhole"), drift.getTextContent());
    }
}
