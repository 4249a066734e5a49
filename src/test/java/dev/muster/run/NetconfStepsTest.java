package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.Lab;
import dev.muster.lab.LabAccess;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.plan.Plan;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.InProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps by NETCONF on lab devices: sessions, changes, failures, and what they mean for later steps. */
@Timeout(120)
class NetconfStepsTest {
    private static final String SYSTEM = "xmlns='urn:ietf:params:xml:ns:yang:ietf-system'";
    private static final String LOOK = "  - {name: look, netconf: {get_config: running, filter: \"<system " + SYSTEM
            + "/>\"}, parse: {xml: system}}\n";

    @TempDir
    Path folder;

    private final Trail trail = new Trail();
    private Lab lab;

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String edit(String name, String options, String element) {
        return "  - {name: " + name + ", netconf: {edit_config: {target: candidate, " + options + ", config: \"<system "
                + SYSTEM + ">" + element + "</system>\"}}}\n";
    }

    private Plan plan(LabDevice device, String inventory, String steps) throws Exception {
        lab = Lab.start(List.of(device), 0);
        int port = lab.port("R1");
        String devices = "defaults: " + InProcess.DEFAULTS + "\ndevices:\n  - {name: R1, host: 127.0.0.1, "
                + inventory.replace("PORT", String.valueOf(port)) + "}\n";
        return InProcess.plan(folder, "steps:\n" + steps, devices);
    }

    private List<StepResult> run(LabDevice device, String inventory, String steps, RunListener... more)
            throws Exception {
        Plan plan = plan(device, inventory, steps);
        var listeners = new ArrayList<>(List.of(more));
        listeners.add(trail);
        InProcess.run(plan, new Stop(), listeners.toArray(RunListener[]::new));
        return trail.result("R1").steps();
    }

    private List<StepResult> run(String steps, LabFault... faults) throws Exception {
        return run(LabDevice.of("R1", faults), "transport: netconf, port: PORT", steps);
    }

    private static List<Status> statuses(List<StepResult> steps) {
        return steps.stream().map(StepResult::status).toList();
    }

    private static Failure failure(StepResult step) {
        return Objects.requireNonNull(step.outcome().failure(), step::toString);
    }

    @Test
    void aDeviceWithOnlyNetconfStepsOpensNoShell() throws Exception {
        List<StepResult> steps = run(LabDevice.of("R1"), "port: 1, netconf: {port: PORT}", LOOK);
        assertEquals(List.of(Status.OK), statuses(steps));
        assertEquals(
                List.of(Map.of(
                        "hostname",
                        "R1",
                        "contact",
                        "noc@example.net",
                        "ntp",
                        Map.of("server", Map.of("name", "ntp1", "udp", Map.of("address", "192.0.2.123"))))),
                rows(steps.getFirst()));
        assertEquals(List.of("netconf get-config", "netconf close-session"), lab.commands("R1"));
        assertEquals(1, lab.stats().connections());
    }

    private static List<?> rows(StepResult step) {
        return Objects.requireNonNull(step.parsed(), step::toString).rows();
    }

    @Test
    void onOnePortNetconfAndTheCommandLineShareAConnection() throws Exception {
        List<StepResult> steps = run(
                LabDevice.of("R1"),
                "port: PORT, netconf: {port: PORT}",
                "  - show: show clock\n" + LOOK + "  - show: show users\n");
        assertEquals(Status.OK, steps.get(1).status(), steps::toString);
        assertEquals(1, lab.stats().connections());
    }

    @Test
    void aDeviceThatAllowsOneSessionIsReachedByASecondConnection() throws Exception {
        LabDevice device = LabDevice.of("R1").with(LabAccess.BY_PASSWORD.withMostShells(1));
        List<StepResult> steps = run(
                device,
                "port: PORT, netconf: {port: PORT}",
                "  - show: show clock\n" + LOOK + "  - show: show clock\n    name: again\n");
        assertEquals(List.of(Status.OK, Status.OK, Status.OK), statuses(steps));
        assertEquals(2, lab.stats().connections());
    }

    @Test
    void aChangeIsLockedValidatedCommittedAndConfirmed() throws Exception {
        List<StepResult> steps = run(
                edit("change", "lock: true, validate: true, commit: {confirmed: 5m}", "<contact>{{ name }}</contact>")
                        + LOOK + "  - {netconf: {commit: confirm}, when: \"steps.look.rows[0].contact == 'R1'\"}\n");
        assertEquals(List.of(Status.OK, Status.OK, Status.OK), statuses(steps));
        assertTrue(steps.getFirst()
                .detail()
                .startsWith(
                        "lock candidate: ok; edit_config candidate: ok; validate candidate: ok; commit confirmed: ok"));
        assertTrue(
                steps.getFirst()
                        .command()
                        .contains("\n<system " + SYSTEM
                                + "><contact>R1</contact></system>\nvalidate candidate\ncommit confirmed 5m\n"),
                steps.getFirst().command());
    }

    @Test
    void changesAreWrittenDownBeforeTheyAreSentAndReadingIsNot() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        run(
                LabDevice.of("R1"),
                "transport: netconf, port: PORT",
                LOOK + edit("change", "commit: true", "<contact>x</contact>"),
                event -> {
                    if (event instanceof RunEvent.StepBegan began && began.changes()) {
                        told.add(began.step());
                    }
                });
        assertEquals(List.of("change"), told);
    }

    @Test
    void afterARejectedChangeTheRestIsSkippedAndNothingIsLeftBehind() throws Exception {
        String bad = edit("bad", "lock: true, commit: true", "<mtu>1</mtu>");
        List<StepResult> steps = run(bad + LOOK);
        assertEquals(List.of(Status.FAILED, Status.SKIPPED), statuses(steps));
        Failure failure = failure(steps.getFirst());
        assertEquals(FailureKind.NETCONF_ERROR, failure.kind());
        assertEquals(
                "`edit_config candidate` was rejected: application error invalid-value at"
                        + " /rpc/edit-config/config/system/mtu: an mtu goes from 68 to 9999, not 1; bad-element: mtu",
                failure.message());
        assertEquals(
                List.of(
                        "netconf lock",
                        "netconf edit-config",
                        "netconf discard-changes",
                        "netconf unlock",
                        "netconf close-session"),
                lab.commands("R1"));
    }

    @Test
    void afterAQuestionThatWasRejectedLaterStepsRun() throws Exception {
        List<StepResult> steps = run("  - {name: wrong, netconf: {rpc: \"<get-nothing/>\"}}\n" + LOOK);
        assertEquals(List.of(Status.FAILED, Status.OK), statuses(steps));
        assertTrue(failure(steps.getFirst())
                .message()
                .contains("protocol error operation-not-supported: no get-nothing here; bad-element: get-nothing"));
    }

    @Test
    void brokenFramesCutAnswersAndRefusalsHaveTheirNames() throws Exception {
        record Case(LabFault fault, FailureKind kind, String message) {}
        for (Case one : List.of(
                new Case(LabFault.BROKEN_FRAMES, FailureKind.NETCONF_ERROR, "bad chunk size"),
                new Case(LabFault.CLOSE, FailureKind.DISCONNECTED, "in the middle of an answer"),
                new Case(LabFault.REFUSE, FailureKind.NETCONF_ERROR, "access-denied"))) {
            var fresh = new NetconfStepsTest();
            fresh.folder = folder;
            try {
                Failure failure = failure(fresh.run(LOOK, one.fault()).getFirst());
                assertEquals(one.kind(), failure.kind());
                assertTrue(failure.message().contains(one.message()), failure::message);
            } finally {
                fresh.close();
            }
        }
    }

    @Test
    void afterARestartOfTheDeviceNetconfLogsInAgain() throws Exception {
        List<StepResult> steps = run(
                LabDevice.of("R1"), "port: PORT, netconf: {port: PORT}", LOOK + "  - reload: true\n" + LOOK.replace("look", "again"));
        assertEquals(List.of(Status.OK, Status.OK, Status.OK), statuses(steps), steps::toString);
    }

    @Test
    void aDeviceWithoutAHelloFailsAtLoginAndHasNoSteps() throws Exception {
        run(LabDevice.of("R1", LabFault.HANG), "transport: netconf, port: PORT, limits: {command: 500ms}", LOOK);
        Failure failure = Objects.requireNonNull(trail.result("R1").outcome().failure());
        assertEquals(FailureKind.COMMAND_TIMEOUT, failure.kind());
        assertTrue(failure.message().startsWith("the device's hello did not come within"), failure::message);
    }
}
