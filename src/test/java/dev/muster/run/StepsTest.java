package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.LabFault;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of one device: conditions, and what happens to later steps. */
@Timeout(60)
class StepsTest {
    @TempDir
    Path folder;

    private Trail run(String job, LabFault... faults) throws Exception {
        try (Fleet fleet = Fleet.of(folder, faults)) {
            fleet.run(job);
            return fleet.trail;
        }
    }

    private static Failure failure(StepResult step) {
        Failure failure = step.outcome().failure();
        assertNotNull(failure, step.toString());
        return failure;
    }

    @Test
    void aStepWithAFalseConditionIsSkippedAndCountsForNothing() throws Exception {
        Trail trail = run("""
                steps:
                  - {show: [show clock, show version], when: "name == 'R2'"}
                  - {show: show clock, when: "platform == 'cisco_iosxe' and 'x' not in groups"}
                """, (LabFault) null);
        assertEquals(List.of("show clock: skipped", "show version: skipped", "show clock: ok"), trail.steps("R1"));
        assertEquals(Status.OK, trail.result("R1").status());
        assertEquals(
                "when: name == 'R2' is false",
                trail.result("R1").steps().getFirst().outcome().message());
        assertEquals(1, trail.tally().commands());
    }

    @Test
    void aConditionSeesEarlierStepsAlsoThoseThatWereSkipped() throws Exception {
        Trail trail = run("""
                steps:
                  - {name: version, show: show version}
                  - {name: never, show: show clock, when: "name == 'R2'"}
                  - {show: show inventory, when: "steps.version.status == 'ok' and 'Cisco' in steps.version.output"}
                  - {show: show users, when: "steps.never.status == 'skipped'"}
                  - {show: show arp, when: "'{{' in steps['version'].output"}
                """, (LabFault) null);
        List<String> steps = trail.steps("R1");
        assertEquals("show clock: skipped", steps.get(1));
        assertTrue(steps.get(2).matches("show inventory: (ok|refused)"), steps.toString());
        assertTrue(steps.get(3).matches("show users: (ok|refused)"), steps.toString());
        assertEquals("show arp: skipped", steps.get(4));
    }

    @Test
    void aConditionThatCannotBeEvaluatedFailsItsStepAndCancelsTheRest() throws Exception {
        Trail trail = run("""
                steps:
                  - show: show clock
                  - {show: [show version, show users], when: "steps['show clock'].status"}
                  - show: show clock
                """, (LabFault) null);
        assertEquals(
                List.of("show clock: ok", "show version: failed", "show users: failed", "show clock: cancelled"),
                trail.steps("R1"));
        Failure failure = failure(trail.result("R1").steps().get(1));
        assertEquals("when: steps['show clock'].status: gives `ok`, not true or false", failure.message());
        assertTrue(failure.hint().contains("`when:`"), failure.hint());
        assertEquals(Status.FAILED, trail.result("R1").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "rows[0].versoin == 'x' > unknown name `steps.v.rows[0].versoin`; did you mean `version`?",
                "rows[7].version == 'x' > `steps.v.rows[7]`: there is only 1 row"
            })
    void aConditionOnARowOrColumnThatIsNotThereSkipsNothingSilently(String when, String told) throws Exception {
        Trail trail = run("""
                steps:
                  - {name: v, show: show version, parse: textfsm}
                  - {show: show clock, when: "steps.v.%s"}
                """.formatted(when), (LabFault) null);
        Failure failure = failure(trail.result("R1").steps().get(1));
        assertEquals("when: steps.v." + when + ": " + told, failure.message());
    }

    /** A dialogue by hand has one row, whatever it sends, so that rows and steps stay together. */
    @Test
    void everyCommandHasItsRowAlsoAfterASkippedDialogue() throws Exception {
        Trail trail = run("""
                run: {limits: {command: 2s}}
                steps:
                  - {when: "name == 'R2'", expect: [{send: a}, {until: x}, {send: b}]}
                  - {when: "name == 'R2'", expect: [{until: x}]}
                  - show: [show version, show clock]
                  - show: show users
                """, LabFault.CLOSE);
        assertEquals(
                List.of(
                        "a+b: skipped",
                        ": skipped",
                        "show version: failed",
                        "show clock: cancelled",
                        "show users: cancelled"),
                trail.steps("R1"));
    }

    @Test
    void aSkippedDialogueIsNotTheFirstStepSoTheDeviceIsLoggedIn() throws Exception {
        Trail trail = run("""
                steps:
                  - {when: "name == 'R2'", expect: [{until: "never"}]}
                  - show: show clock
                """, (LabFault) null);
        assertEquals(List.of(": skipped", "show clock: ok"), trail.steps("R1"));
        assertEquals("privilege_exec", trail.result("R1").mode());
    }

    @Test
    void aDialogueThatComesFirstWaitsForNoPrompt() throws Exception {
        Trail trail = run("""
                steps:
                  - expect: [{until: ">"}, {send: show clock}, {until: ">"}]
                """, (LabFault) null);
        assertEquals(List.of("show clock: ok"), trail.steps("R1"));
        assertEquals("", trail.result("R1").mode());
    }

    @Test
    void afterARefusedShowTheLaterOnesRun() throws Exception {
        Trail trail = run("steps: [{show: [show version, show clock, show version]}]", LabFault.REFUSE);
        assertEquals(List.of("show version: ok", "show clock: refused", "show version: ok"), trail.steps("R1"));
        assertEquals(Status.REFUSED, trail.result("R1").status());
        assertEquals(
                List.of("refused_command"),
                List.copyOf(trail.tally().byFailure().keySet()));
    }

    @Test
    void afterATimeoutTheRestIsCancelled() throws Exception {
        Trail trail = run(
                "run: {limits: {command: 1s}}\nsteps: [{show: [show clock, show slow 50, show version]}, {show: show users}]",
                (LabFault) null);
        assertEquals(
                List.of(
                        "show clock: ok",
                        "show slow 50: timed_out",
                        "show version: cancelled",
                        "show users: cancelled"),
                trail.steps("R1"));
        assertEquals(
                FailureKind.COMMAND_TIMEOUT,
                failure(trail.result("R1").steps().get(1)).kind());
    }

    @Test
    void afterALostConnectionTheRestIsCancelled() throws Exception {
        Trail trail = run("steps: [{show: show version}, {show: [show clock, show users]}]", LabFault.CLOSE);
        assertEquals(
                List.of("show version: failed", "show clock: cancelled", "show users: cancelled"), trail.steps("R1"));
        assertEquals(
                FailureKind.DISCONNECTED,
                failure(trail.result("R1").steps().getFirst()).kind());
    }

    @Test
    void aDeviceThatFailsBeforeItsFirstStepHasNoRows() throws Exception {
        Trail trail = run("run: {limits: {command: 1s}}\nsteps: [{show: show version}]", LabFault.HANG);
        assertEquals(List.of(), trail.steps("R1"));
        assertEquals(Status.TIMED_OUT, trail.result("R1").status());
    }
}
