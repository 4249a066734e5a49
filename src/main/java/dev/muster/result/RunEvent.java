package dev.muster.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What observers of a run are told, in the order in which it happened. */
public sealed interface RunEvent {

    /** The first event of every run. */
    record RunStarted(RunInfo run) implements RunEvent {}

    /** A device has its permit and is about to be contacted; it comes again for each further attempt. */
    record DeviceStarted(int index, String device, Instant when) implements RunEvent {}

    /** A device has ended, well or not; there is exactly one for every device of the run. */
    record DeviceEnded(DeviceResult result) implements RunEvent {}

    /** Something a user should know that belongs to no device. */
    record Notice(String text) implements RunEvent {}

    /** What a device is doing between its start and its end; most observers need not look. */
    sealed interface Activity extends RunEvent {}

    /**
     * A command or dialogue is about to be sent.
     *
     * @param index of the device, as in its result
     * @param command as in the step's result, without what is hidden
     * @param changes whether it may change the device, so that it must never be repeated unasked
     */
    record StepBegan(int index, String device, String step, String command, boolean changes, Instant when)
            implements Activity {}

    /** A command or dialogue has ended, well or not; its output comes with the device's result. */
    record StepEnded(
            int index, String device, String step, String command, boolean changes, Status status, Duration elapsed)
            implements Activity {}

    /**
     * An attempt has failed and the device will be tried again; it starts anew then.
     *
     * @param index of the device, as in its result
     * @param attempt the one that failed, from 1
     * @param pause how long it waits before the next
     */
    record DeviceRetried(int index, String device, int attempt, Failure failure, Duration pause) implements Activity {}

    /** What checks across devices found; it comes at most once, after the last device and before the end. */
    record FleetChecked(List<CheckResult> checks) implements RunEvent {}

    /** The last event of every run. */
    record RunEnded(Tally tally) implements RunEvent {}
}
