package dev.muster.testkit;

import dev.muster.lab.LabFault;
import java.io.IOException;

/** Shows a prompt that no platform has: {@code ::ready::}. */
public final class ShowsWrongPrompt extends FaultyDevice {
    public ShowsWrongPrompt() throws IOException {
        super(LabFault.WRONG_PROMPT);
    }
}
