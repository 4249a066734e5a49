package dev.muster.testkit;

import dev.muster.lab.Lab;
import dev.muster.lab.LabDevice;
import dev.muster.lab.LabFault;
import dev.muster.lab.LabStats;
import java.io.IOException;
import java.util.List;

/** One lab device, R1 with {@code cisco} for every password, and what is wrong with it. */
public class FaultyDevice implements AutoCloseable {
    private final Lab lab;

    public FaultyDevice(LabFault... faults) throws IOException {
        lab = Lab.start(List.of(LabDevice.of("R1", faults)), 0);
    }

    public final int port() {
        return lab.port("R1");
    }

    /** The line of a known_hosts file that knows the device. */
    public final String hostKeyLine() {
        return lab.hostKeyLine("R1");
    }

    public final LabStats stats() {
        return lab.stats();
    }

    @Override
    public final void close() {
        lab.close();
    }
}
