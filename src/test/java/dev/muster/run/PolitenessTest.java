package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import dev.muster.testkit.Await;
import dev.muster.testkit.CountsLogins;
import dev.muster.testkit.HangsAfterLogin;
import dev.muster.testkit.InProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the network sees of a run: logins, sessions at once, and wrong credentials. The servers count. */
@Timeout(300)
class PolitenessTest {
    private static final String SHOW = "steps: [{show: show version}]\n";

    @TempDir
    Path folder;

    private final Trail trail = new Trail();

    private Tally run(String job, StringBuilder devices) throws IOException, InterruptedException {
        return run(job, InProcess.DEFAULTS, devices);
    }

    private Tally run(String job, String defaults, StringBuilder devices) throws IOException, InterruptedException {
        Plan plan = InProcess.plan(folder, job, "defaults: " + defaults + "\ndevices:\n" + devices);
        return InProcess.run(plan, new Stop(), trail);
    }

    /** Many devices at one address. */
    private static StringBuilder devices(String site, int count, int port) {
        var text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(
                    "  - {name: " + site + i + ", host: 127.0.0.1, port: " + port + ", data: {site: " + site + "}}\n");
        }
        return text;
    }

    @Test
    void noSiteSeesMoreLoginsInASecondOrMoreSessionsAtOnceThanWereSet() throws Exception {
        try (var ams = new CountsLogins(Duration.ZERO);
                var rtm = new CountsLogins(Duration.ofMillis(100))) {
            StringBuilder both = devices("ams", 60, ams.port()).append(devices("rtm", 30, rtm.port()));
            long begin = System.nanoTime();
            Tally tally = run("run: {rate: {logins_per_second: 20, per: data.site, max_workers: 4}}\n" + SHOW, both);
            assertEquals(90, tally.count(Status.OK), tally.toString());
            assertTrue(ams.mostInASecond() <= 20, ams.mostInASecond() + " logins in a second");
            assertTrue(rtm.mostInASecond() <= 20, rtm.mostInASecond() + " logins in a second");
            assertTrue(ams.peak() <= 4 && rtm.peak() <= 4, ams.peak() + " and " + rtm.peak() + " at once");
            assertTrue(System.nanoTime() - begin >= Duration.ofMillis(59 * 50).toNanos());
        }
    }

    @Test
    void theLimitHoldsForFurtherAttemptsAndCredentialsToo() throws Exception {
        try (var server = new CountsLogins(Duration.ZERO)) {
            String defaults = "{platform: cisco_iosxe, username: cisco, host_key: \"off\", credentials: ["
                    + "{username: cisco, password: cisco}, {username: a, password: wrong}]}";
            var devices = new StringBuilder();
            for (int i = 1; i <= 15; i++) { // each has its own wrong password first, so that no breaker opens
                devices.append("  - {name: R" + i + ", host: 127.0.0.1, port: " + server.port() + ", credentials: ["
                        + "{username: cisco, password: w" + i + "}, {username: cisco, password: cisco}]}\n");
            }
            Tally tally = run("run: {rate: {logins_per_second: 10}}\n" + SHOW, defaults, devices);
            assertEquals(15, tally.count(Status.OK), tally.toString());
            assertEquals(30, server.tries());
            assertTrue(server.mostInASecond() <= 10, server.mostInASecond() + " logins in a second");
        }
    }

    @Test
    void aSiteThatIsBusyHoldsUpNoOther() throws Exception {
        try (var slow = new CountsLogins(Duration.ofMillis(300));
                var quick = new CountsLogins(Duration.ZERO)) {
            StringBuilder both = devices("slow", 12, slow.port()).append(devices("quick", 12, quick.port()));
            run("run: {max_workers: 3, rate: {per: data.site, max_workers: 1}}\n" + SHOW, both);
            List<String> ended =
                    trail.words().stream().filter(word -> word.endsWith(" ok")).toList();
            assertEquals(24, ended.size());
            assertEquals(1, slow.peak());
            assertTrue(ended.indexOf("quick6 ok") < ended.indexOf("slow6 ok"), "the quick site was held up: " + ended);
        }
    }

    @Test
    void ofTwoThousandDevicesWithAWrongPasswordThreeAreTried() throws Exception {
        try (var server = new CountsLogins(Duration.ofMillis(50))) {
            String wrong = InProcess.DEFAULTS.replace("password: cisco,", "password: wrong,");
            Tally tally = run("run: {max_workers: 100}\n" + SHOW, wrong, devices("R", 2000, server.port()));
            assertEquals(3, server.tries());
            assertEquals(2000, trail.results().size());
            assertEquals(3, tally.count(Status.FAILED));
            assertEquals(1997, tally.count(Status.SKIPPED));
            assertEquals(1997, tally.byFailure().get("login_breaker"));
            assertEquals("login breaker: 1997 devices not tried, to lock no account", tally.stopped());
            DeviceResult last = trail.result("R2000");
            Failure failure = last.outcome().failure();
            assertNotNull(failure);
            assertEquals(FailureKind.LOGIN_BREAKER, failure.kind());
            assertEquals(0, last.attempts());
            assertFalse(trail.words().contains("R2000 started"));
        }
    }

    @Test
    void aPasswordThatStopsWorkingInMidRunIsTriedTenTimesMore() throws Exception {
        try (var server = new CountsLogins(Duration.ZERO);
                var strict = new dev.muster.testkit.RefusesPassword()) {
            StringBuilder both = devices("ok", 5, server.port()).append(devices("bad", 100, strict.port()));
            Tally tally = run("run: {max_workers: 1}\n" + SHOW, both);
            assertEquals(5, tally.count(Status.OK));
            assertEquals(10, tally.byFailure().get("authentication"));
            assertEquals(90, tally.byFailure().get("login_breaker"));
        }
    }

    @Test
    void fiveHundredDevicesThatHangEndAtTheRunsLimitAndLeaveNothing() throws Exception {
        try (var server = new HangsAfterLogin()) {
            Tally tally = run(
                    "run: {max_workers: 500, limits: {run: 20s, command: 10m, auth: 60s, connect: 60s}}\n" + SHOW,
                    devices("R", 500, server.port()));
            assertEquals(500, trail.results().size());
            assertEquals(500, tally.count(Status.TIMED_OUT) + tally.count(Status.SKIPPED), tally.toString());
            assertEquals("limits.run of 20s reached", tally.stopped());
            assertTrue(tally.elapsed().toSeconds() < 40, tally.toString());
            Await.until(
                    "the end of all sessions",
                    Duration.ofSeconds(30),
                    () -> server.stats().sessions() == 0);
            assertFalse(Threads.dump(folder).contains("dev.muster.run.DeviceTask"));
        }
    }

    @Test
    void noticesTellOfFewerDevicesAtOnce() throws Exception {
        Tally tally = run("run: {max_workers: 20}\n" + SHOW, devices("R", 40, 1));
        assertEquals(40, tally.count(Status.FAILED));
        boolean told = trail.events().stream()
                .anyMatch(event -> event instanceof RunEvent.Notice notice
                        && notice.text().startsWith("connecting makes trouble (20 errors among 20 devices): 10"));
        assertTrue(told, trail.events().toString());
    }
}
