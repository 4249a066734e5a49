package dev.muster.cli;

import dev.muster.result.RunEvent;
import dev.muster.result.RunListener;
import dev.muster.result.Status;
import dev.muster.result.Tally;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** How far a run is, to be read from any thread. */
final class Counts implements RunListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Tally.Counter counter = new Tally.Counter();
    private boolean ended;

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            switch (event) {
                case RunEvent.DeviceEnded end -> counter.add(end.result());
                case RunEvent.RunEnded end -> ended = true;
                case RunEvent.RunStarted started -> {}
                case RunEvent.DeviceStarted started -> {}
                case RunEvent.FleetChecked checked -> {}
                case RunEvent.Notice notice -> {}
                case RunEvent.Activity activity -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /** The devices that have ended so far; the time is left out. */
    Tally now() {
        lock.lock();
        try {
            return counter.tally(Duration.ZERO, "");
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Devices that are neither ok nor left out. */
    static int failed(Tally tally) {
        int failed = 0;
        for (Status status : Status.values()) {
            failed += switch (status) {
                case OK, SKIPPED, CANCELLED -> 0;
                case REFUSED, UNKNOWN, TIMED_OUT, FAILED -> tally.count(status);
            };
        }
        return failed;
    }
}
