package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.transport.SubsystemLink;
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

    /** NETCONF with a device, on a connection of its own that is not yet open. */
    default SubsystemLink netconf(DevicePlan device) {
        return SubsystemLink.none("NETCONF cannot be rehearsed on recordings; rehearse with --against lab");
    }
}
