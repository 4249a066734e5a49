package dev.muster.session;

import dev.muster.result.DeviceException;
import dev.muster.result.Outcome;
import dev.muster.transport.Transport.Opening;
import org.jspecify.annotations.Nullable;

/** A conversation with one device, of whatever kind. One thread opens, uses and closes it; any thread may abort. */
public interface Session extends AutoCloseable {

    /** Connects and logs in, as far as the kind can do so before the first question. */
    void open(Opening opening) throws DeviceException, InterruptedException;

    /** Whether more may be asked, as far as anyone can tell without asking. */
    boolean isOpen();

    /** Why the session was ended from outside and what was received until then, or null when it was not. */
    @Nullable
    Outcome aborted();

    /** Ends the session from any thread, open or not; whatever runs in it ends with this outcome. */
    void abort(Outcome why);

    /** Ends it in good order within a second, whatever state it is in; may be called again. */
    @Override
    void close();
}
