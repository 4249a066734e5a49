package dev.muster.history;

import dev.muster.history.DeviceChange.CheckChange;
import dev.muster.history.DeviceChange.State;
import dev.muster.journal.JournalView;
import dev.muster.journal.RunRecord.DeviceRecord;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares two runs device by device, by name. Results are read from the journals one by one, so that memory does not grow
 * with the fleet.
 */
public final class RunDiff {
    private final JournalView before;
    private final JournalView after;
    private final StepDiff steps;

    /** Takes changes as they are found, in the order of the inventory. */
    public interface Taker {
        void take(DeviceChange change) throws IOException;
    }

    /**
     * How many devices there are of each sort.
     *
     * @param added only in the second run
     * @param removed only in the first run
     */
    public record Sums(int same, int changed, int added, int removed) {
        /** Whether nothing differs. */
        public boolean areSame() {
            return changed + added + removed == 0;
        }
    }

    public RunDiff(JournalView before, JournalView after, Sameness sameness) {
        this.before = before;
        this.after = after;
        this.steps = new StepDiff(before.folder(), after.folder(), sameness);
    }

    /** The names of all devices that either run has. */
    public Set<String> devices() {
        var names = new LinkedHashSet<String>();
        before.state().devices().forEach(device -> names.add(device.name()));
        after.state().devices().forEach(device -> names.add(device.name()));
        return names;
    }

    /**
     * Compares the runs.
     *
     * @param wanted which devices, by name
     */
    public Sums compare(Predicate<String> wanted, Taker taker) throws IOException {
        Map<String, Integer> left = places(before);
        Map<String, Integer> right = places(after);
        int same = 0;
        int changed = 0;
        int added = 0;
        int removed = 0;
        for (String name : devices()) {
            if (!wanted.test(name)) {
                continue;
            }
            DeviceChange change = change(name, result(before, left.get(name)), result(after, right.get(name)));
            if (!change.isChange()) {
                same++;
                continue;
            }
            added += change.before() == null ? 1 : 0;
            removed += change.after() == null ? 1 : 0;
            changed += change.before() != null && change.after() != null ? 1 : 0;
            taker.take(change);
        }
        return new Sums(same, changed, added, removed);
    }

    /** What changed among the checks across devices; none when the list is empty. */
    public List<CheckChange> fleet() {
        return checks(before.state().fleet(), after.state().fleet());
    }

    private static Map<String, Integer> places(JournalView run) {
        var places = new LinkedHashMap<String, Integer>();
        List<DeviceRecord> devices = run.state().devices();
        for (int index = 0; index < devices.size(); index++) {
            places.put(devices.get(index).name(), index);
        }
        return places;
    }

    private static @Nullable DeviceResult result(JournalView run, @Nullable Integer index) throws IOException {
        if (index == null) {
            return null;
        }
        DeviceResult result = run.result(index);
        return Objects.requireNonNullElseGet(result, () -> run.state().withoutResult(index));
    }

    private DeviceChange change(String name, @Nullable DeviceResult old, @Nullable DeviceResult now)
            throws IOException {
        if (old == null || now == null) {
            return new DeviceChange(name, state(old), state(now), List.of(), List.of());
        }
        return new DeviceChange(
                name, state(old), state(now), steps.between(old, now), checks(old.checks(), now.checks()));
    }

    private static @Nullable State state(@Nullable DeviceResult result) {
        if (result == null) {
            return null;
        }
        Failure failure = result.decisive().failure();
        return new State(
                result.status().label(),
                failure == null ? "" : failure.kind().label(),
                result.decisive().message());
    }

    private static List<CheckChange> checks(List<CheckResult> old, List<CheckResult> now) {
        Map<List<String>, CheckResult> left = byName(old);
        Map<List<String>, CheckResult> right = byName(now);
        var keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        var changes = new ArrayList<CheckChange>();
        for (List<String> key : keys) {
            CheckResult was = left.get(key);
            CheckResult is = right.get(key);
            if (was == null || is == null || was.status() != is.status()) {
                changes.add(new CheckChange(
                        key.get(0), key.get(1), status(was), status(is), is == null ? "" : is.detail()));
            }
        }
        return changes;
    }

    private static Map<List<String>, CheckResult> byName(List<CheckResult> checks) {
        var byName = new LinkedHashMap<List<String>, CheckResult>();
        checks.forEach(check -> byName.put(List.of(check.name(), check.of()), check));
        return byName;
    }

    private static String status(@Nullable CheckResult check) {
        return check == null ? "" : check.status().label();
    }
}
