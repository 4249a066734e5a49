package dev.muster.testkit;

import dev.muster.lab.LabFault;
import java.io.IOException;

/** Lets everyone with the password in and then says nothing. */
public final class HangsAfterLogin extends FaultyDevice {
    public HangsAfterLogin() throws IOException {
        super(LabFault.HANG);
    }
}
