package dev.muster.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plan.Plan;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.RunEvent;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.testkit.InProcess;
import dev.muster.testkit.TelnetDevice;
import dev.muster.testkit.TelnetDevice.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that misbehave on a real socket: the right output or a named failure in time, with what came and what was expected. */
class WildDevicesTest {
    @TempDir
    Path folder;

    /** What a device does when a command has come. */
    private interface Habit {
        /** Its answer up to and with the next prompt; false when it wants to talk no more. */
        void answer(Line line, String command) throws IOException, InterruptedException;
    }

    private static TelnetDevice.Script device(Habit habit) {
        return line -> {
            line.say(line.ask("\nUsername: ") + "\n");
            line.ask("Password: ");
            line.say("\nR1#");
            while (!line.hasEnded()) {
                String command = line.hear();
                line.say(command + "\n");
                if (command.startsWith("terminal ")) {
                    line.say("R1#");
                } else if (command.equals("exit")) {
                    line.hangUp();
                    return;
                } else {
                    habit.answer(line, command);
                }
            }
        };
    }

    private DeviceResult run(Habit habit, String steps) throws Exception {
        try (var device = new TelnetDevice(device(habit))) {
            Plan plan = InProcess.plan(folder, "steps:\n" + steps, """
                    devices: [{name: R1, host: 127.0.0.1, port: %d, transport: telnet, platform: cisco_iosxe,
                               username: u, password: p}]
                    """.formatted(device.port()));
            var ended = new ArrayList<DeviceResult>();
            InProcess.run(plan, new Stop(), event -> {
                if (event instanceof RunEvent.DeviceEnded over) {
                    ended.add(over.result());
                }
            });
            return ended.getFirst();
        }
    }

    private static List<String> outputs(DeviceResult result) {
        assertEquals(Status.OK, result.status(), () -> result.decisive().toString());
        return result.steps().stream()
                .map(step -> step.output() == null ? "" : step.output().display())
                .toList();
    }

    /** A failure of its first step that is named and says what came and what was waited for. */
    private static Failure failure(DeviceResult result, FailureKind kind) {
        StepResult step = result.steps().getFirst();
        Failure failure = step.outcome().failure();
        assertNotNull(failure, () -> step.outcome().toString());
        assertEquals(kind, failure.kind());
        assertNotNull(failure.expected(), "what was expected");
        assertNotNull(failure.lastOutput(), "what came last");
        assertTrue(step.elapsed().compareTo(Duration.ofSeconds(20)) < 0, () -> "in time: " + step.elapsed());
        return failure;
    }

    @Test
    void aDeviceThatRepeatsItsPromptInItsOutputIsReadToItsEnd() throws Exception {
        String text = "R1#show this\none\nR1#\nR1# \ntwo\nR1(config)#hostname R9\nR9#\nthree\n";
        DeviceResult result = run(
                (line, command) -> {
                    for (String part : (text + "R1#").split("(?<=\n)", -1)) {
                        line.say(part);
                    }
                },
                "  - show: [show log, show clock]\n");
        assertEquals(List.of(text.strip(), text.strip()), outputs(result));
    }

    @Test
    void aDeviceThatNeverStopsTalkingEndsAtTheLimitOfTheCommand() throws Exception {
        DeviceResult result = run(
                (line, command) -> {
                    for (int i = 0; !line.hasEnded(); i++) {
                        line.say("\rand another line " + i); // over the one before, so that no limit of output ends it
                    }
                },
                "  - {show: show log, limit: 1s}\n");
        Failure failure = failure(result, FailureKind.COMMAND_TIMEOUT);
        assertTrue(String.valueOf(failure.lastOutput()).contains("and another line "), failure::toString);
        assertEquals("R1#", failure.expected());
    }

    @Test
    void garbageIsKeptAsWhatCameLast() throws Exception {
        DeviceResult result = run(
                (line, command) -> {
                    line.say("\u0000\u0007\u001b[\u001b]\u0001\u00fe\u0080 % garbage \u0002");
                    line.untilEnd();
                },
                "  - {show: show log, limit: 1s}\n");
        Failure failure = failure(result, FailureKind.COMMAND_TIMEOUT);
        assertTrue(String.valueOf(failure.lastOutput()).contains("show log"), failure::toString);
    }

    @Test
    void aPromptThatChangesInTheMiddleIsFollowed() throws Exception {
        DeviceResult result = run(
                (line, command) -> line.say(command.equals("show clock") ? "noon\nCORE#" : "done\nCORE#"),
                "  - show: [show clock, show date]\n");
        assertEquals(List.of("noon", "done"), outputs(result));
        assertEquals("CORE#", result.prompt());
        assertEquals("CORE", result.hostname());
    }

    @Test
    void aPromptThatIsNoneAnyMoreIsShownWithTheOneThatWasExpected() throws Exception {
        DeviceResult result = run(
                (line, command) -> {
                    line.say("noon\nCORE ==> ");
                    line.untilEnd();
                },
                "  - {show: show clock, limit: 1s}\n");
        Failure failure = failure(result, FailureKind.COMMAND_TIMEOUT);
        assertTrue(String.valueOf(failure.lastOutput()).endsWith("noon\nCORE ==> "), failure::toString);
        assertEquals("R1#", failure.expected());
        assertEquals("`show clock` did not end within 1s", failure.message());
    }

    @Test
    void aLineOfAChangeThatAsksWhatNobodyKnowsEndsAtItsLimitWithTheQuestion() throws Exception {
        DeviceResult result = run(
                (line, command) -> {
                    if (command.equals("configure terminal")) {
                        line.say("R1(config)#");
                    } else {
                        line.say("Really? [maybe] ");
                        line.untilEnd();
                    }
                },
                "  - {configure: [crypto key zeroize], limit: 1s}\n");
        Failure failure = failure(result, FailureKind.COMMAND_TIMEOUT);
        assertTrue(String.valueOf(failure.lastOutput()).endsWith("Really? [maybe] "), failure::toString);
        assertEquals("R1(config)#", failure.expected());
    }
}
