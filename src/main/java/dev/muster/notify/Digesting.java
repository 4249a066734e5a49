package dev.muster.notify;

import dev.muster.notify.Digest.Group;
import dev.muster.result.CheckResult;
import dev.muster.result.CheckStatus;
import dev.muster.result.DeviceResult;
import dev.muster.result.Failure;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers while a run goes on what its notifications will say. */
public final class Digesting implements RunListener {
    private static final int NAMED = 5;
    private static final String ACROSS = "across devices";

    private final Map<String, Gathering> failures = new LinkedHashMap<>();
    private final Map<String, Gathering> checks = new LinkedHashMap<>();
    private final Set<String> troubles = new TreeSet<>();
    private int passed;
    private @Nullable RunInfo run;
    private @Nullable Tally tally;

    private static final class Gathering {
        private final List<String> names = new ArrayList<>();
        private final String message;
        private int count;

        Gathering(String message) {
            this.message = message;
        }

        void add(String name) {
            count++;
            if (names.size() < NAMED) {
                names.add(name);
            }
        }
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> run = started.run();
            case RunEvent.DeviceEnded ended -> note(ended.result());
            case RunEvent.FleetChecked checked -> checked.checks().forEach(check -> note(ACROSS, check));
            case RunEvent.RunEnded ended -> tally = ended.tally();
            case RunEvent.DeviceStarted started -> {}
            case RunEvent.Notice notice -> {}
            case RunEvent.Activity activity -> {}
        }
    }

    /** Takes one device in. */
    void note(DeviceResult result) {
        if (result.status() != Status.OK) {
            Failure failure = result.decisive().failure();
            String kind =
                    failure == null ? result.status().label() : failure.kind().label();
            troubles.add(result.device() + " " + result.status().label() + " " + kind);
            failures.computeIfAbsent(
                            kind, unknown -> new Gathering(result.decisive().message()))
                    .add(result.device());
        }
        result.checks().forEach(check -> note(result.device(), check));
    }

    /** Takes checks across devices in. */
    void noteFleet(List<CheckResult> fleet) {
        fleet.forEach(check -> note(ACROSS, check));
    }

    private void note(String device, CheckResult check) {
        passed += check.status() == CheckStatus.PASS ? 1 : 0;
        if (!check.holds()) {
            troubles.add(
                    device + " check " + check.name() + " " + check.status().label());
            String what = check.name() + " (" + check.severity().label()
                    + (check.status() == CheckStatus.ERROR ? ", could not be evaluated)" : ")");
            checks.computeIfAbsent(
                            what,
                            unknown -> new Gathering(
                                    check.detail().lines().findFirst().orElse("")))
                    .add(device);
        }
    }

    /** What was not well, for comparison. */
    Set<String> troubles() {
        return troubles;
    }

    /**
     * How the run ended; to be asked after its last event.
     *
     * @param status the process's exit status
     */
    public Digest digest(int status) {
        if (run == null || tally == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return new Digest(run, tally, status, groups(failures), groups(checks), passed, troubles);
    }

    private static List<Group> groups(Map<String, Gathering> gathered) {
        return gathered.entrySet().stream()
                .map(entry -> new Group(
                        entry.getKey(), entry.getValue().count, entry.getValue().names, entry.getValue().message))
                .sorted(Comparator.comparingInt(Group::count).reversed())
                .toList();
    }
}
