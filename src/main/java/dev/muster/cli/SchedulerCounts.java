package dev.muster.cli;

import java.time.Instant;
import java.util.Optional;

/** What a scheduler has done so far, read by its health page from another thread. */
final class SchedulerCounts {
    private long started;
    private long ok;
    private long notOk;
    private long skipped;
    private int running;
    private Optional<Instant> next = Optional.empty();
    private long tick = System.nanoTime();

    /** What it is at one moment. */
    record Now(long started, long ok, long notOk, long skipped, int running, Optional<Instant> next, long idleNanos) {}

    synchronized void started() {
        started++;
    }

    synchronized void ended(int status) {
        if (status == ExitCode.OK) {
            ok++;
        } else {
            notOk++;
        }
    }

    synchronized void skipped() {
        skipped++;
    }

    synchronized void ticked(int runs, Optional<Instant> due) {
        running = runs;
        next = due;
        tick = System.nanoTime();
    }

    synchronized Now now() {
        return new Now(started, ok, notOk, skipped, running, next, System.nanoTime() - tick);
    }
}
