package dev.muster.cli;

import dev.muster.journal.Journal;
import dev.muster.result.RunEvent;
import dev.muster.result.RunInfo;
import dev.muster.result.RunListener;
import dev.muster.result.Tally;
import java.io.IOException;
import java.time.Duration;

/** Shows a listener the whole of a run that is gone on with: first what earlier processes did, then what happens now. */
final class WholeRun implements RunListener {
    private final RunListener listener;
    private final Past past;
    private final RunInfo run;
    private final Tally.Counter counter = new Tally.Counter();

    /** What was done before. */
    record Past(Results results, Duration elapsed) {}

    /** Results that were kept earlier, in the order in which their devices ended. */
    interface Results {
        void each(Journal.Taker taker) throws IOException;
    }

    /** @param run the whole run, of which only a part may be done now */
    WholeRun(RunListener listener, RunInfo run, Past past) {
        this.listener = listener;
        this.run = run;
        this.past = past;
    }

    @Override
    public boolean followsSteps() {
        return listener.followsSteps();
    }

    @Override
    public void on(RunEvent event) throws IOException {
        switch (event) {
            case RunEvent.RunStarted started -> {
                listener.on(new RunEvent.RunStarted(run));
                past.results().each(result -> {
                    counter.add(result);
                    listener.on(new RunEvent.DeviceEnded(result));
                });
            }
            case RunEvent.DeviceEnded ended -> {
                counter.add(ended.result());
                listener.on(ended);
            }
            case RunEvent.RunEnded ended -> listener.on(new RunEvent.RunEnded(whole(ended.tally())));
            case RunEvent.DeviceStarted started -> listener.on(started);
            case RunEvent.Activity activity -> listener.on(activity);
            case RunEvent.FleetChecked checked -> listener.on(checked);
            case RunEvent.Notice notice -> listener.on(notice);
        }
    }

    private Tally whole(Tally part) {
        return counter.tally(past.elapsed().plus(part.elapsed()), part.stopped());
    }
}
