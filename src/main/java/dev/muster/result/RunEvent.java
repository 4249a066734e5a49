package dev.muster.result;

import java.time.Instant;

/** What observers of a run are told, in the order in which it happened. */
public sealed interface RunEvent {

    /** The first event of every run. */
    record RunStarted(RunInfo run) implements RunEvent {}

    /** A device has its permit and is about to be contacted. */
    record DeviceStarted(int index, String device, Instant when) implements RunEvent {}

    /** A device has ended, well or not; there is exactly one for every device of the run. */
    record DeviceEnded(DeviceResult result) implements RunEvent {}

    /** Something a user should know that belongs to no device. */
    record Notice(String text) implements RunEvent {}

    /** The last event of every run. */
    record RunEnded(Tally tally) implements RunEvent {}
}
