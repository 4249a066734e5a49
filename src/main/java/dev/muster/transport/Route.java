package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import java.time.Duration;

/** A way to a target. */
@FunctionalInterface
interface Route {
    /** Opens it; {@code limit} is what {@code by} came from, for messages. */
    Duplex open(Deadline by, Duration limit) throws DeviceException, InterruptedException;
}
