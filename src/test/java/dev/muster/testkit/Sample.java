package dev.muster.testkit;

import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Phase;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Severity;
import dev.muster.result.Stage;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import dev.muster.result.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results as a run would make them. */
public final class Sample {
    /** When everything here began. */
    public static final Instant START = Instant.parse("2026-11-22T14:00:00.120Z");

    private Sample() {}

    /** A device named {@code R<index + 1>} whose commands all went well. */
    public static DeviceResult ok(int index, StepResult... steps) {
        return device(index, "R" + (index + 1), Outcome.ok(), steps);
    }

    /** A device that failed before its first step. */
    public static DeviceResult failed(int index, FailureKind kind, String message) {
        return device(index, "R" + (index + 1), new Outcome.Failed(Failure.of(kind, Stage.AUTHENTICATE, message)));
    }

    /** Any device. */
    public static DeviceResult device(int index, String name, Outcome outcome, StepResult... steps) {
        Timing timing = new Timing(
                START,
                Map.of(
                        Phase.QUEUE,
                        Duration.ofMillis(5),
                        Phase.CONNECT,
                        Duration.ofMillis(20),
                        Phase.AUTH,
                        Duration.ofMillis(30)),
                Duration.ofMillis(1000 + index));
        return new DeviceResult(
                index,
                name,
                "192.0.2." + (index + 1),
                "cisco_iosxe",
                "ams",
                name,
                name + "#",
                "privileged",
                outcome,
                1,
                timing,
                List.of(steps));
    }

    /** A command that went well. */
    public static StepResult step(String command, String output) {
        return new StepResult(
                "show", command, Outcome.ok(), Output.of(output), START.plusMillis(100), Duration.ofMillis(213), "");
    }

    /** What a check found. */
    public static CheckResult check(CheckStatus status) {
        return new CheckResult("ntp", "show ntp", status, Severity.HIGH, "", "", "");
    }

    /** A run in this folder. */
    public static RunInfo run(Path folder, int devices) {
        return new RunInfo("20261122-1", "demo", "jobs/demo.yaml", folder, START, devices, 50);
    }

    /** All events of a run whose devices end in this order. */
    public static List<RunEvent> events(Path folder, List<DeviceResult> ends) {
        var events = new ArrayList<RunEvent>();
        var counter = new Tally.Counter();
        events.add(new RunEvent.RunStarted(run(folder, ends.size())));
        for (DeviceResult end : ends) {
            counter.add(end);
            events.add(new RunEvent.DeviceStarted(end.index(), end.device(), START));
            events.add(new RunEvent.DeviceEnded(end));
        }
        events.add(new RunEvent.RunEnded(counter.tally(Duration.ofMillis(12_400), "")));
        return events;
    }

    /** Tells a listener. */
    public static void tell(RunListener listener, List<RunEvent> events) throws IOException {
        for (RunEvent event : events) {
            listener.on(event);
        }
    }
}
