package dev.muster.cli;

import dev.muster.result.DeviceResult;
import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.scope.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, on standard error: one live line on a terminal, else a line every ten seconds; and every device that
 * is not ok as it ends.
 */
final class ProgressListener implements RunListener {
    private static final Duration LIVE = Duration.ofMillis(200);
    private static final Duration PLAIN = Duration.ofSeconds(10);

    private final Console console;
    private final LongSupplier nanoTime;
    private final FailureLines failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Integer> running = new HashSet<>();
    private Timers.@Nullable Timer timer;
    private long began;
    private int devices;
    private int done;
    private int ok;
    private int failed;
    private boolean active;

    /** @param nanoTime the monotonic clock, in nanoseconds */
    ProgressListener(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.failures = new FailureLines(console);
    }

    /**
     * Shows progress at regular times until the run has ended.
     *
     * @param timers used for nothing else: a terminal stopped by Ctrl-S blocks them
     */
    void start(Timers timers) {
        timer = timers.every(console.style().terminal() ? LIVE : PLAIN, this::tick);
    }

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            switch (event) {
                case RunEvent.RunStarted started -> begin(started.run().devices());
                case RunEvent.DeviceStarted started -> running.add(started.index());
                case RunEvent.DeviceEnded ended -> end(ended.result());
                case RunEvent.DeviceRetried retried -> retried(retried);
                case RunEvent.FleetChecked checked -> {}
                case RunEvent.Notice notice -> console.say(Visible.lines(notice.text()));
                case RunEvent.StepBegan began -> {}
                case RunEvent.StepEnded ended -> {}
                case RunEvent.RunEnded ended -> finish();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows how far the run is now. */
    void tick() {
        lock.lock();
        try {
            if (!active || console.style().quiet()) {
                return;
            }
            if (console.style().terminal()) {
                console.live("  " + text());
            } else {
                console.say(text());
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(int count) {
        devices = count;
        began = nanoTime.getAsLong();
        active = true;
        if (console.style().terminal()) {
            tick();
        }
    }

    private void retried(RunEvent.DeviceRetried retried) {
        running.remove(retried.index());
        if (console.style().verbose() && !console.style().quiet()) {
            console.say(Visible.line(retried.device() + " is tried again in " + Spans.exact(retried.pause())
                    + ", after " + retried.failure()));
        }
    }

    private void end(DeviceResult result) {
        running.remove(result.index());
        done++;
        switch (result.status()) {
            case OK -> ok++;
            case SKIPPED, CANCELLED -> {}
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> failed++;
        }
        if (isTold(result.status())) {
            console.say(failures.of(result));
        }
    }

    /** A run that is stopped skips or cancels devices by the hundred: the summary counts them. */
    private boolean isTold(Status status) {
        return switch (status) {
            case OK, SKIPPED, CANCELLED ->
                console.style().verbose() && !console.style().quiet();
            case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> true;
        };
    }

    private void finish() {
        active = false;
        console.live("");
        if (timer != null) {
            timer.close();
        }
    }

    private String text() {
        var text = new StringBuilder();
        text.append(done).append('/').append(devices).append("  ok ").append(ok);
        text.append("  failed ").append(failed);
        if (done > ok + failed) {
            text.append("  not run ").append(done - ok - failed);
        }
        text.append("  running ").append(running.size());
        double seconds = (nanoTime.getAsLong() - began) / 1e9;
        if (done > 0 && seconds > 0) {
            double rate = done / seconds;
            text.append(String.format(Locale.ROOT, "  %.1f/s", rate));
            if (done < devices) {
                text.append("  ETA ").append(Spans.rough((long) Math.ceil((devices - done) / rate)));
            }
        }
        return text.toString();
    }
}
