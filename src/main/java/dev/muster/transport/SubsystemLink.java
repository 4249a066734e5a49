package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import dev.muster.transport.Transport.Opening;

/** A way to one subsystem of a device, such as NETCONF, with or without a shell beside it. Any thread may abort. */
public interface SubsystemLink extends AutoCloseable {

    /** One that nobody can open. */
    static SubsystemLink none(String why) {
        return new SubsystemLink() {
            @Override
            public SideChannel open(Opening opening) throws DeviceException {
                throw new DeviceException(FailureKind.NETCONF_ERROR, Stage.CONNECT, why);
            }

            @Override
            public void abort() {
                // nothing is open
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    /**
     * Connects and logs in, where nobody is, and opens the channel.
     *
     * @throws DeviceException with kind {@code netconf_error} where the device has no such subsystem
     */
    SideChannel open(Opening opening) throws DeviceException, InterruptedException;

    /** Ends it at once: every wait ends. */
    void abort();

    /** Ends the channel, and the connection where it was made for it; may be called again. */
    @Override
    void close();
}
