package dev.muster.history;

import dev.muster.history.DeviceChange.StepChange;
import dev.muster.history.OutputLines.Line;
import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import dev.muster.result.Parsed;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what two runs did on a device. */
final class StepDiff {
    private final Path before;
    private final Path after;
    private final Sameness sameness;
    private final RowDiff rows;

    /** A command of a step; the same one may come again. */
    private record Key(String step, String command, int time) {}

    /** @param before the first run's folder */
    StepDiff(Path before, Path after, Sameness sameness) {
        this.before = before;
        this.after = after;
        this.sameness = sameness;
        this.rows = new RowDiff(sameness);
    }

    List<StepChange> between(DeviceResult old, DeviceResult now) throws IOException {
        Map<Key, StepResult> left = keyed(old.steps());
        Map<Key, StepResult> right = keyed(now.steps());
        var keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        var changes = new ArrayList<StepChange>();
        for (Key key : keys) {
            StepResult was = left.get(key);
            StepResult is = right.get(key);
            TextChange text = was == null || is == null ? null : text(was.output(), is.output());
            RowChange changed = was == null || is == null || text == null ? null : rows(was.parsed(), is.parsed());
            if (!status(was).equals(status(is)) || text != null) {
                changes.add(new StepChange(key.step, key.command, status(was), status(is), text, changed));
            }
        }
        return changes;
    }

    private static Map<Key, StepResult> keyed(List<StepResult> steps) {
        var keyed = new LinkedHashMap<Key, StepResult>();
        for (StepResult step : steps) {
            int time = 1;
            while (keyed.putIfAbsent(new Key(step.name(), step.command(), time), step) != null) {
                time++;
            }
        }
        return keyed;
    }

    private static String status(@Nullable StepResult step) {
        return step == null ? "" : step.status().label();
    }

    private @Nullable TextChange text(@Nullable Output old, @Nullable Output now) {
        if (old == null || now == null || old.sha256().equals(now.sha256())) {
            return null;
        }
        try {
            List<Line> left = OutputLines.read(old, before, sameness::counts);
            List<Line> right = OutputLines.read(now, after, sameness::counts);
            if (left.size() > OutputLines.MOST_LINES || right.size() > OutputLines.MOST_LINES) {
                return TextChange.unseen(
                        "differs; too large to compare (" + old.bytes() + " and " + now.bytes() + " bytes)");
            }
            return TextDiff.between(left, right, sameness);
        } catch (IOException e) {
            return TextChange.unseen("differs; an output cannot be read any more: " + e.getMessage());
        }
    }

    private @Nullable RowChange rows(@Nullable Parsed old, @Nullable Parsed now) {
        return old == null || now == null ? null : rows.between(old.rows(), now.rows());
    }
}
