package dev.muster.testkit;

import dev.muster.lab.LabFault;
import java.io.IOException;

/** Refuses every login. */
public final class RefusesPassword extends FaultyDevice {
    public RefusesPassword() throws IOException {
        super(LabFault.WRONG_PASSWORD);
    }
}
