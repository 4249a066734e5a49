package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.journal.RunState;
import dev.muster.report.Reports;
import dev.muster.result.CheckResult;
import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a run's files again from its journal. */
final class Rebuilding {
    private final Path folder;
    private final Journal journal;

    Rebuilding(Path folder, Journal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** The run as its first line tells it. */
    RunInfo run(int devices) {
        var run = journal.state().run();
        return new RunInfo(run.id(), run.job(), run.source(), folder, run.started(), devices, run.maxWorkers());
    }

    /** Listeners that write these reports anew; what stood in their place is gone. */
    List<RunListener> reports(List<String> names) throws IOException {
        var run = journal.state().run();
        Reports.remove(folder, names);
        return Reports.into(folder, names, run.inventoryOrder(), run.inventories());
    }

    /**
     * Tells listeners of the whole run; devices without a result are cancelled or unknown.
     *
     * @param stopped why the run ended early, empty when it did not
     * @return the sum of the run
     * @throws IOException when one of them cannot keep it; the others have been told
     */
    Tally tell(List<RunListener> listeners, String stopped) throws IOException {
        return tell(listeners, stopped, journal.state().fleet());
    }

    /** @param fleet what checks across devices found */
    Tally tell(List<RunListener> listeners, String stopped, List<CheckResult> fleet) throws IOException {
        var all = new All(listeners);
        var counter = new Tally.Counter();
        all.on(new RunEvent.RunStarted(run(journal.state().devices().size())));
        journal.results(result -> {
            counter.add(result);
            all.on(new RunEvent.DeviceEnded(result));
        });
        RunState state = journal.state();
        for (int index = 0; index < state.devices().size(); index++) {
            if (state.status(index) == null) {
                DeviceResult result = state.withoutResult(index);
                counter.add(result);
                all.on(new RunEvent.DeviceEnded(result));
            }
        }
        if (!fleet.isEmpty()) {
            all.on(new RunEvent.FleetChecked(fleet));
        }
        Tally tally = counter.tally(state.elapsed(), stopped);
        all.on(new RunEvent.RunEnded(tally));
        if (all.trouble != null) {
            throw all.trouble;
        }
        return tally;
    }

    /** Tells each listener until it fails. */
    private static final class All {
        private final List<RunListener> listeners;
        private @Nullable IOException trouble;

        All(List<RunListener> listeners) {
            this.listeners = new ArrayList<>(listeners);
        }

        void on(RunEvent event) {
            for (RunListener listener : List.copyOf(listeners)) {
                try {
                    listener.on(event);
                } catch (IOException e) {
                    listeners.remove(listener);
                    trouble = trouble == null ? e : trouble;
                }
            }
        }
    }
}
