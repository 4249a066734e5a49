package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.result.Outcome;
import dev.muster.session.CliSession;
import org.jspecify.annotations.Nullable;

/** The session with the device whose files are copied. */
public interface Shell {

    /** One that is open; a new one where a long transfer has outlived the old. */
    CliSession open() throws DeviceException, InterruptedException;

    /** Why the work on the device was ended from outside, or null when it was not. */
    @Nullable
    Outcome aborted();
}
