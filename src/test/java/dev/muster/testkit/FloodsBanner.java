package dev.muster.testkit;

import dev.muster.lab.LabFault;
import java.io.IOException;

/** Greets with a banner of 1 MB before the first prompt. */
public final class FloodsBanner extends FaultyDevice {
    public FloodsBanner() throws IOException {
        super(LabFault.FLOOD_BANNER);
    }
}
