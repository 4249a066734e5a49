package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.time.Duration;

/** Waits for MINA without a lock of MINA's, which would hold a carrier thread on Java 21. */
final class SshWait {
    private final SshDiagnosis diagnosis;
    private final Event ended = new Event();

    SshWait(SshDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** Happens when the connection is gone. */
    Event ended() {
        return ended;
    }

    /** Waits; false at the deadline. */
    boolean until(Event done, Deadline by) throws DeviceException, InterruptedException {
        if (!Event.awaitAny(by, done, ended)) {
            return false;
        }
        if (!done.hasHappened()) {
            throw diagnosis.ended();
        }
        return true;
    }

    static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }
}
