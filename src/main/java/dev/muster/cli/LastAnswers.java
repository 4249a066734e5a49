package dev.muster.cli;

import dev.muster.audit.EarlierRuns;
import dev.muster.journal.PastRun;
import dev.muster.result.DeviceResult;
import dev.muster.result.Output;
import dev.muster.result.RunInfo;
import dev.muster.result.Status;
import dev.muster.result.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The answers of a job's last complete runs; their journals are opened when a check first asks. */
final class LastAnswers implements EarlierRuns {
    /** A device that was away as often has no last answer. */
    private static final int RUNS = 5;

    private final RunInfo run;
    private final PastRuns past;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<PastRun> opened = new ArrayList<>();
    private @Nullable Iterator<Path> unopened;

    /** @param run the one that asks; only those that began before it count */
    LastAnswers(RunInfo run, PastRuns past) {
        this.run = run;
        this.past = past;
    }

    @Override
    public @Nullable Answer answer(String device, String step, String command) throws IOException {
        for (int i = 0; i < RUNS; i++) {
            PastRun candidate = opened(i);
            if (candidate == null) {
                return null;
            }
            DeviceResult result = candidate.result(device);
            Output output = result == null ? null : output(result, step, command);
            if (output != null) {
                return new Answer(candidate.run().id(), output, candidate.folder());
            }
        }
        return null;
    }

    private static @Nullable Output output(DeviceResult result, String step, String command) {
        for (StepResult each : result.steps()) {
            if (each.name().equals(step) && each.command().equals(command) && each.status() == Status.OK) {
                return each.output();
            }
        }
        return null;
    }

    /** The complete run before which there are so many, or null. */
    private @Nullable PastRun opened(int place) throws IOException {
        lock.lock();
        try {
            Iterator<Path> more = unopened == null ? candidates() : unopened;
            unopened = more;
            while (opened.size() <= place && more.hasNext()) {
                PastRun next = PastRun.complete(more.next());
                if (next != null && next.run().started().isBefore(run.started())) {
                    opened.add(next);
                }
            }
            return place < opened.size() ? opened.get(place) : null;
        } finally {
            lock.unlock();
        }
    }

    private Iterator<Path> candidates() {
        Path own = PastRuns.fromHere(run.folder());
        return past.newestOf(run.job(), folder -> !folder.equals(own)).iterator();
    }
}
