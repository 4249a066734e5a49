package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.transport.Transport.Opening;

/** The work on one device. Wrappers add one thing each; {@link Chain} shows in which order. */
interface Task {

    /**
     * Does the work. What goes wrong is in the result; an exception is a bug.
     *
     * @param opening how the device is reached, with whoever wants to hear how far the work is
     */
    DeviceResult run(Opening opening);
}
