package dev.muster.journal;

import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.journal.RunState.Standing;
import dev.muster.result.DeviceResult;
import dev.muster.result.Outcome;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import dev.muster.result.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of one device of a run. */
final class Course {
    private final List<Change> changes = new ArrayList<>();
    private @Nullable Instant started;
    private @Nullable Status status;
    private boolean halted;
    private long place = -1;

    /** @param ended how it ended, or null when that is not known */
    private record Change(
            String step,
            String command,
            Instant when,
            @Nullable Status ended) {}

    /** What it did earlier no longer counts: it is done again because it changed nothing, or because a user said so. */
    void begins(Instant when) {
        changes.clear();
        started = when;
        status = null;
        halted = false;
        place = -1;
    }

    void beginsChange(Entry.ChangeBegan change) {
        changes.add(new Change(change.step(), change.command(), change.when(), null));
    }

    void endsChange(Entry.ChangeEnded end) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (change.step.equals(end.step()) && change.ended == null) {
                changes.set(i, new Change(change.step, change.command, change.when, end.status()));
                return;
            }
        }
    }

    /** @param at where in the journal the result is */
    void ends(DeviceResult result, long at) {
        status = result.status();
        halted = result.status() == Status.CANCELLED || result.status() == Status.SKIPPED;
        place = at;
    }

    long place() {
        return place;
    }

    @Nullable
    Status status() {
        return status;
    }

    /** When it started without ending since, or null. */
    @Nullable
    Instant running() {
        return status == null ? started : null;
    }

    Standing standing() {
        boolean done = status != null && !halted && status != Status.UNKNOWN;
        if (done) {
            return Standing.DONE;
        }
        return status == Status.UNKNOWN || !changes.isEmpty() ? Standing.UNKNOWN : Standing.TO_RUN;
    }

    /** The change that was begun last and how it ended, for people; empty when there is none. */
    String change() {
        if (changes.isEmpty()) {
            return "";
        }
        Change change = changes.getLast();
        return change.ended == null
                ? "`" + change.step + "` was under way"
                : "`" + change.step + "` had ended " + change.ended.label() + ", what came later is not known,";
    }

    /**
     * The result in place of one that was lost: unknown when a change had begun, else cancelled.
     *
     * @param last when the journal grew last
     */
    DeviceResult lost(DeviceRecord device, int index, Instant last) {
        Outcome outcome = changes.isEmpty()
                ? new Outcome.Cancelled("not finished when the run died")
                : new Outcome.Unknown(
                        change() + " when the run died; see what the device did, then resume with --rerun-unknown");
        return new DeviceResult(
                index,
                device.name(),
                device.host(),
                device.platform(),
                device.site(),
                "",
                "",
                "",
                outcome,
                started == null ? 0 : 1,
                Timing.none(started == null ? last : started),
                steps(outcome));
    }

    private List<StepResult> steps(Outcome outcome) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Change change = changes.getLast();
        return List.of(new StepResult(change.step, change.command, outcome, null, change.when, Duration.ZERO, ""));
    }
}
