package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.StepResult;
import dev.muster.result.Tally;
import java.util.ArrayList;
import java.util.List;

/** Keeps everything that a run tells. */
final class Trail implements RunListener {
    private final List<RunEvent> events = new ArrayList<>();

    @Override
    public synchronized void on(RunEvent event) {
        if (!(event instanceof RunEvent.StepBegan || event instanceof RunEvent.StepEnded)) {
            events.add(event);
        }
    }

    synchronized List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** The events in a few words each: {@code run}, {@code R1 started}, {@code R1 ok}, the notices, {@code end}. */
    List<String> words() {
        return events().stream()
                .map(event -> switch (event) {
                    case RunEvent.RunStarted started -> "run";
                    case RunEvent.DeviceStarted started -> started.device() + " started";
                    case RunEvent.DeviceEnded ended ->
                        ended.result().device() + " " + ended.result().status().label();
                    case RunEvent.DeviceRetried retried -> retried.device() + " retried";
                    case RunEvent.StepBegan began -> began.step();
                    case RunEvent.StepEnded ended -> ended.step();
                    case RunEvent.FleetChecked checked -> "checked";
                    case RunEvent.Notice notice -> notice.text();
                    case RunEvent.RunEnded ended -> "end";
                })
                .toList();
    }

    List<DeviceResult> results() {
        return events().stream()
                .filter(RunEvent.DeviceEnded.class::isInstance)
                .map(event -> ((RunEvent.DeviceEnded) event).result())
                .toList();
    }

    DeviceResult result(String device) {
        return results().stream()
                .filter(result -> result.device().equals(device))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + device + " in " + words()));
    }

    /** The steps of a device as {@code command: status}. */
    List<String> steps(String device) {
        return result(device).steps().stream().map(Trail::words).toList();
    }

    private static String words(StepResult step) {
        return step.command().replace("\n", "+") + ": " + step.status().label();
    }

    Tally tally() {
        return ((RunEvent.RunEnded) events().getLast()).tally();
    }
}
