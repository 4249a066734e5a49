package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.PhaseClock;
import dev.muster.scope.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from one device. One thread opens, reads, writes and closes; any thread may abort.
 */
public interface Transport extends AutoCloseable {

    /**
     * How long opening may take.
     *
     * @param connect name resolution, TCP and key exchange
     * @param auth login and opening of the shell
     */
    record Opening(Duration connect, Duration auth, PhaseClock clock) {}

    /** Connects, proves who both sides are and opens an interactive shell. */
    void open(Opening opening) throws DeviceException, InterruptedException;

    /** Whether bytes may still come. */
    boolean alive();

    /** What a wait for bytes ended with. */
    enum Read {
        BYTES,
        END,
        DEADLINE
    }

    /** Waits for bytes until the deadline and appends all that are there to {@code into}. */
    Read read(ByteQueue into, Deadline deadline) throws InterruptedException;

    /** Waits until the device has closed the connection, for clean-up; what still comes is dropped. */
    void awaitEnd(Deadline deadline);

    /** Sends bytes. */
    void write(byte[] bytes) throws DeviceException;

    /** Further channels over the login of an open transport; null where there are none, as by telnet. */
    default @Nullable SideChannels sideChannels() {
        return null;
    }

    /** Ends the connection at once, from any thread: every wait ends, nothing is waited for. */
    void abort();

    /** Ends the connection in good order, within a second; may be called again. */
    @Override
    void close();
}
