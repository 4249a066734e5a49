package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.scope.Deadline;
import dev.muster.yaml.Durations;
import java.time.Duration;
import java.util.Locale;

/** How far a transfer is, and how long it may take: in all, and without a byte. */
final class Pace {
    private final Duration idle;
    private final Duration limit;
    private final Deadline end;
    private long moved;
    private long whole = -1;

    Pace(Duration idle, Duration limit) {
        this.idle = idle;
        this.limit = limit;
        this.end = Deadline.in(limit);
    }

    /** A transfer of so many bytes begins; -1 where that is not known. */
    void begin(long bytes) {
        whole = bytes;
        moved = 0;
    }

    void moved(long bytes) {
        moved += bytes;
    }

    boolean hasMoved() {
        return moved > 0;
    }

    /** When the next byte must have come. */
    Deadline next() {
        return Deadline.in(idle).earlier(end);
    }

    /** What is left of the limit. */
    Duration left() {
        return Duration.ofNanos(Math.max(1, end.left()));
    }

    /** How far it is, such as {@code after 5 of 12 bytes}. */
    String sofar() {
        String all = whole < 0 ? "" : String.format(Locale.ROOT, " of %,d", whole);
        return String.format(Locale.ROOT, "after %,d%s bytes", moved, all);
    }

    /** The failure of a device that was too slow. */
    DeviceException late(String what) {
        boolean over = end.left() <= 0;
        String why = over
                ? what + " did not end within " + Durations.text(limit)
                : what + " stood still for " + Durations.text(idle);
        return new DeviceException(Failure.of(FailureKind.COMMAND_TIMEOUT, Stage.STEP, why + ", " + sofar())
                .withHint(
                        over ? "raise `limit:` of the step" : "raise `idle:` of the step if the device is this slow"));
    }
}
