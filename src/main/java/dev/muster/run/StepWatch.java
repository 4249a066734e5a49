package dev.muster.run;

import dev.muster.plan.PlannedStep;
import dev.muster.result.StepResult;

/** Told of each command or dialogue of a device as it begins and ends. */
interface StepWatch {

    /**
     * It is about to be sent.
     *
     * @return false when it must not be: it may change the device, and that could not be written down first
     */
    boolean begins(PlannedStep step, String command) throws InterruptedException;

    /** It has ended, well or not. */
    void ends(PlannedStep step, StepResult result);
}
