package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.transport.Connector;
import dev.muster.transport.SubsystemLink;
import dev.muster.transport.Transport;
import java.util.function.Consumer;

/** The ways to devices over the network. */
public record OverNetwork(Connector connector) implements Transports {

    @Override
    public Transport to(DevicePlan device, Consumer<String> notice) {
        return connector.to(device.target(), device.ways(), notice);
    }

    @Override
    public SubsystemLink netconf(DevicePlan device) {
        return connector.subsystem(device.target(), device.netconf().port(), "netconf");
    }
}
