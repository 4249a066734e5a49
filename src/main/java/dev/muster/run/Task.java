package dev.muster.run;

import dev.muster.result.DeviceResult;
import dev.muster.result.PhaseClock;

/** The work on one device; decorators such as {@link TimedTask} wrap it. */
interface Task {

    /**
     * Does the work. What goes wrong is in the result; an exception is a bug.
     *
     * @param clock told when the next phase begins
     */
    DeviceResult run(PhaseClock clock);
}
