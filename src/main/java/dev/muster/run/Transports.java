package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.transport.Transport;
import java.util.function.Consumer;

/** Makes the transports of a run. */
public interface Transports {
    /**
     * A transport to a device, not yet open.
     *
     * @param notice told what a user should know of the way to the device
     */
    Transport to(DevicePlan device, Consumer<String> notice);
}
