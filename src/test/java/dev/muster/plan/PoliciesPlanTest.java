package dev.muster.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.job.Policies;
import dev.muster.result.FailureKind;
import dev.muster.testkit.InProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of failures and of the network. */
class PoliciesPlanTest {
    private static final String DEVICES = """
            defaults: {platform: cisco_iosxe, username: u, password: "p p p"}
            groups: {core: {}, edge: {}}
            devices:
              - {name: J, host: 192.0.2.9}
              - {name: R1, host: 192.0.2.1, groups: [edge, core], data: {site: ams}, via: J}
              - {name: R2, host: 192.0.2.2, groups: [core], data: {site: rtm}}
              - {name: R3, host: 192.0.2.3, data: {site: ams}, via: J}
            """;

    @TempDir
    Path folder;

    private Plan plan(String run) throws IOException {
        return InProcess.plan(folder, "run: " + run + "\nsteps: [{show: show clock}]\n", DEVICES);
    }

    private List<List<String>> parts(String per) throws IOException {
        return plan("{rate: {max_workers: 1, per: " + per + "}}")
                .rates()
                .getFirst()
                .parts();
    }

    @Test
    void devicesBelongToTheirSiteTheirGroupsOrTheirJumpHostAndToNoneWhereTheyHaveNone() throws Exception {
        assertEquals(List.of(List.of(), List.of("ams"), List.of("rtm"), List.of("ams")), parts("data.site"));
        assertEquals(
                List.of(Set.of(), Set.of("core", "edge"), Set.of("core"), Set.of()),
                parts("groups").stream().map(Set::copyOf).toList());
        assertEquals(List.of(List.of(), List.of("J"), List.of(), List.of("J")), parts("via"));
    }

    @Test
    void withoutPerAllAreOnePart() throws Exception {
        PlannedRate rate = plan("{rate: {logins_per_second: 0.5}}").rates().getFirst();
        assertEquals(List.of(List.of(""), List.of(""), List.of(""), List.of("")), rate.parts());
        assertEquals(0.5, rate.loginsPerSecond());
    }

    @Test
    void retryNamesWhatMayPassByItselfUnlessTheJobSaysOtherwise() throws Exception {
        Policies.Retry usual = plan("{retry: {attempts: 3}}").policies().retry();
        assertEquals(3, usual.attempts());
        assertEquals(Duration.ofSeconds(2), usual.pause());
        assertTrue(usual.kinds().containsAll(List.of(FailureKind.CONNECT_TIMEOUT, FailureKind.DISCONNECTED)));
        assertTrue(!usual.kinds().contains(FailureKind.AUTHENTICATION));
        Policies.Retry own =
                plan("{retry: {attempts: 2, for: dns, wait: 1m}}").policies().retry();
        assertEquals(Set.of(FailureKind.DNS), own.kinds());
        assertEquals(Policies.Retry.NEVER, plan("{}").policies().retry());
    }

    @Test
    void sharesAreRoundedDown() throws Exception {
        Policies.Share most = plan("{max_failures: 30%}").policies().maxFailures();
        assertNotNull(most);
        assertEquals(1, most.of(4));
        assertEquals(0, most.of(3));
        assertEquals(1800, most.of(6000));
    }

    @Test
    void theDevicesThatTakeLongestComeFirstAndBeforeThemThoseNotKnown() throws Exception {
        Plan plan = plan("{}")
                .longestFirst(
                        Map.of("J", Duration.ofSeconds(1), "R1", Duration.ofSeconds(3), "R3", Duration.ofSeconds(2)));
        assertEquals(
                List.of("R2", "R1", "R3", "J"),
                plan.devices().stream().map(DevicePlan::name).toList());
        assertEquals(
                List.of(2, 1, 3, 0),
                plan.devices().stream().map(DevicePlan::index).toList());
    }

    @Test
    void thePlanShowsThem() throws Exception {
        String text = PlanText.of(plan("""
                {max_failures: 50%, canary: [1, 50%], retry: {attempts: 2, for: dns}, adaptive: false,
                   rate: {logins_per_second: 20, per: data.site, max_workers: 3}}
                """));
        for (String line : List.of(
                "max_failures  50% (2 of 4)",
                "canary        1, 50%",
                "retry         2 attempts for dns, wait 2s",
                "rate          20 logins a second, 3 at once per data.site (2)",
                "adaptive      false")) {
            assertTrue(text.contains(line), text);
        }
    }
}
