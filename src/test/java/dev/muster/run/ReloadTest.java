package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabOptions;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.InProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that end the session: the device goes, comes back, and is logged in to again. */
@Timeout(180)
class ReloadTest {
    @TempDir
    Path folder;

    private Lab lab;
    private final Trail trail = new Trail();

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private DeviceResult run(String platform, Duration away, String job) throws Exception {
        lab = Lab.start(
                List.of(LabDevice.of("R1", platform)), 0, LabOptions.defaults().withReload(away));
        String inventory =
                InProcess.inventory(lab, List.of("R1")).replace("platform: cisco_iosxe", "platform: " + platform);
        InProcess.run(InProcess.plan(folder, job, inventory), new Stop(), trail);
        return trail.result("R1");
    }

    private static Failure failure(StepResult step) {
        Failure failure = step.outcome().failure();
        assertNotNull(failure, step.toString());
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cisco_iosxe",
                "cisco_nxos",
                "cisco_iosxr",
                "cisco_asa",
                "arista_eos",
                "aruba_aos_6",
                "fujitsu_switch",
                "hp_comware",
                "juniper_junos",
                "mikrotik_routeros"
            })
    void aDeviceOfAnyPlatformComesBackAndLaterStepsRunInANewSession(String platform) throws Exception {
        DeviceResult result = run(platform, Duration.ofMillis(700), """
                steps:
                  - reload: {wait: 1m}
                  - {name: after, show: {hp_comware: display version, mikrotik_routeros: "/system resource print",
                      %s: show version}, when: "steps.reload.status == 'ok'"}
                """.formatted(
                        platform.equals("hp_comware") || platform.equals("mikrotik_routeros") ? "linux" : platform));
        assertEquals(Status.OK, result.status(), result.toString());
        assertTrue(result.steps().get(0).detail().startsWith("logged in again after "), result.toString());
        assertEquals(2, lab.stats().logins());
        assertEquals("R1", result.hostname());
    }

    @Test
    void whatWasNotSavedIsLostUnlessTheStepSavesIt() throws Exception {
        DeviceResult result = run("cisco_iosxe", Duration.ofMillis(700), """
                steps:
                  - configure: ntp server 192.0.2.8
                  - {name: saved, reload: {save: true}}
                  - {name: change, configure: ntp server 192.0.2.9}
                  - {name: lost, reload: {save: false}}
                  - show: show running-config
                """);
        assertEquals(Status.OK, result.status(), result.toString());
        String saved = result.steps().get(1).output().text();
        assertTrue(saved.contains("write memory") && saved.contains("Proceed with reload? [confirm]"), saved);
        assertTrue(result.steps().get(3).output().text().contains("Save? [yes/no]: no"));
        assertTrue(result.steps().get(1).detail().contains("uptime 0 minutes"), result.toString());
        String running = result.steps().get(4).output().text();
        assertTrue(running.contains("192.0.2.8") && !running.contains("192.0.2.9"), running);
    }

    @Test
    void aDeviceThatStaysAwayIsGivenUpWithTheLastReason() throws Exception {
        DeviceResult result =
                run("cisco_iosxe", Duration.ofMinutes(10), "steps:\n  - reload: {wait: 3s}\n  - show: show clock\n");
        Failure failure = failure(result.steps().getFirst());
        assertEquals(FailureKind.CONNECT_TIMEOUT, failure.kind());
        assertTrue(failure.message().contains("did not come back within 3s of `reload`"), failure.message());
        assertTrue(failure.message().contains("the last: connection_refused"), failure.message());
        assertTrue(failure.hint().contains("`wait:`"), failure.hint());
        assertEquals(Status.CANCELLED, result.steps().get(1).status());
        assertEquals("R1#", result.prompt(), "the prompt of the session before is still known");
    }

    @Test
    void aCommandThatStartsNothingAgainIsToldFromOneThatDoes() throws Exception {
        DeviceResult result =
                run("cisco_iosxe", Duration.ofSeconds(1), "steps:\n  - reload: {command: show clock, wait: 2s}\n");
        Failure failure = failure(result.steps().getFirst());
        assertEquals(FailureKind.COMMAND_TIMEOUT, failure.kind());
        assertTrue(failure.message().contains("was not started again by `show clock`"), failure.message());
        assertTrue(failure.message().contains("uptime is 5 weeks"), failure.message());
    }

    @Test
    void aCommandThatTheDeviceDoesNotKnowIsRefusedAndTheSessionStays() throws Exception {
        DeviceResult result = run(
                "cisco_iosxe", Duration.ofSeconds(1), "steps:\n  - reload: {command: relaod}\n  - show: show clock\n");
        Failure failure = failure(result.steps().getFirst());
        assertEquals(FailureKind.REFUSED_COMMAND, failure.kind());
        assertEquals(Status.SKIPPED, result.steps().get(1).status());
        assertEquals(1, lab.stats().logins());
        assertEquals(1, lab.stats().logouts());
    }

    @Test
    void theTimeOfAReloadDoesNotCountForTheDevice() throws Exception {
        DeviceResult result = run("cisco_iosxe", Duration.ofSeconds(6), """
                run: {limits: {device: 5s}}
                steps:
                  - reload: true
                  - show: show clock
                """);
        assertEquals(Status.OK, result.status(), result.toString());
    }

    @Test
    void aStopEndsTheWaitForADeviceAtOnce() throws Exception {
        lab = Lab.start(List.of(LabDevice.of("R1")), 0, LabOptions.defaults().withReload(Duration.ofMinutes(10)));
        var plan = InProcess.plan(
                folder, "run: {limits: {run: 6s}}\nsteps: [{reload: true}]\n", InProcess.inventory(lab, List.of("R1")));
        long began = System.nanoTime();
        InProcess.run(plan, new Stop(), trail);
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(60).toNanos());
        assertEquals(
                Status.TIMED_OUT,
                trail.result("R1").status(),
                trail.result("R1").toString());
    }

    @Test
    void aShowAndADialogueThatEndTheSessionAreOkWhenItEnds() throws Exception {
        DeviceResult result = run("cisco_iosxe", Duration.ofMillis(700), """
                steps:
                  - {name: out, show: exit, ends: true}
                  - show: show clock
                  - name: by hand
                    ends: true
                    dialogue: [{send: reload, expect: confirm}, {send: ""}]
                  - {name: again, show: show clock}
                  - {name: last, show: exit, ends: true}
                """);
        assertEquals(Status.OK, result.status(), result.toString());
        assertEquals(3, lab.stats().logins());
        assertTrue(result.steps().get(2).detail().startsWith("logged in again after"), result.toString());
        assertFalse(result.steps().get(4).detail().startsWith("logged in"), "nothing follows the last step");
    }

    @Test
    void aShowThatWasToEndTheSessionAndDidNotIsAFailure() throws Exception {
        DeviceResult result =
                run("cisco_iosxe", Duration.ofSeconds(1), "steps:\n  - {show: show clock, ends: true, limit: 2s}\n");
        Failure failure = failure(result.steps().getFirst());
        assertEquals(FailureKind.COMMAND_TIMEOUT, failure.kind());
        assertTrue(failure.message().contains("did not close the connection"), failure.message());
    }
}
