package dev.muster.journal;

import dev.muster.journal.RunRecord.Contents;
import dev.muster.journal.RunRecord.Worker;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line of the journal holds; {@code docs/journal.md} describes each. */
public sealed interface Entry {
    /** The format's version; a journal of a later one is refused. */
    int VERSION = 1;

    /** The first line. */
    record Began(int version, RunRecord run, Worker worker, Contents contents) implements Entry {}

    /**
     * A later process goes on with the run.
     *
     * @param program its version
     * @param contents what holds from now on where the job or inventory changed, else null
     */
    record Resumed(
            Instant when,
            String program,
            Worker worker,
            @Nullable Contents contents) implements Entry {}

    /** A device has its permit; what it began earlier no longer counts. */
    record DeviceStarted(int index, String device, Instant when) implements Entry {}

    /** Something that may change the device is about to be sent. */
    record ChangeBegan(int index, String device, String step, String command, Instant when) implements Entry {}

    /** What might have changed the device has ended. */
    record ChangeEnded(int index, String step, Status status) implements Entry {}

    /** A device has ended. */
    record DeviceEnded(Instant when, DeviceResult result) implements Entry {}

    /** Checks across devices have been made; the last such line counts. */
    record FleetChecked(List<CheckResult> checks) implements Entry {}

    /** Something about the run that is no result of a device, such as a notification that could not be sent. */
    record Noted(Instant when, String text) implements Entry {}

    /**
     * A process has done all it could.
     *
     * @param elapsed how long this process worked on the run
     * @param stopped why it ended early, empty when it did not
     */
    record Ended(Instant when, Duration elapsed, String stopped) implements Entry {}
}
