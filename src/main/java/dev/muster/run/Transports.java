package dev.muster.run;

import dev.muster.plan.DevicePlan;
import dev.muster.transport.Connector;
import dev.muster.transport.HttpTrace;
import dev.muster.transport.HttpTransport;
import dev.muster.transport.Transport;
import java.util.Objects;
import java.util.function.Consumer;

/** Makes the transports of a run. */
public interface Transports {
    /**
     * A transport to a device, not yet open.
     *
     * @param notice told what a user should know of the way to the device
     */
    Transport to(DevicePlan device, Consumer<String> notice);

    /** The devices themselves. */
    static Transports over(Connector connector) {
        return new Transports() {
            @Override
            public Transport to(DevicePlan device, Consumer<String> notice) {
                return connector.to(device.target(), device.ways(), notice);
            }

            @Override
            public HttpTransport http(DevicePlan device, HttpTrace trace) {
                return connector.http(
                        Objects.requireNonNull(device.web()).access().place(), trace);
            }
        };
    }

    /**
     * Requests to the HTTP server that the plan has for a device.
     *
     * @param trace hears what passes
     */
    default HttpTransport http(DevicePlan device, HttpTrace trace) {
        throw new UnsupportedOperationException("no HTTP here");
    }
}
