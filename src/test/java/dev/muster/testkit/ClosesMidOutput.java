package dev.muster.testkit;

import dev.muster.lab.LabFault;
import java.io.IOException;

/** Breaks the connection in the middle of the first show command's output. */
public final class ClosesMidOutput extends FaultyDevice {
    public ClosesMidOutput() throws IOException {
        super(LabFault.CLOSE);
    }
}
