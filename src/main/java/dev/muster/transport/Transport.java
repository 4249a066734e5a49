package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.PhaseClock;
import dev.muster.scope.Deadline;
import java.time.Duration;

/**
 * Bytes to and from one device. One thread opens, reads, writes and closes; any thread may abort.
 */
public interface Transport extends AutoCloseable {

    /**
     * How long opening may take.
     *
     * @param connect name resolution, TCP and key exchange
     * @param auth login and opening of the shell
     * @param watch hears a login that is held over the line itself
     */
    record Opening(Duration connect, Duration auth, PhaseClock clock, LoginWatch watch) {
        public Opening(Duration connect, Duration auth, PhaseClock clock) {
            this(connect, auth, clock, LoginWatch.NONE);
        }

        Opening with(LoginWatch other) {
            return new Opening(connect, auth, clock, other);
        }

        Opening with(PhaseClock other) {
            return new Opening(connect, auth, other, watch);
        }
    }

    /** Connects, proves who both sides are and opens an interactive shell. */
    void open(Opening opening) throws DeviceException, InterruptedException;

    /** What is known of the other side, once open. */
    default Peer peer() {
        return Peer.UNKNOWN;
    }

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

    /** Ends the connection at once, from any thread: every wait ends, nothing is waited for. */
    void abort();

    /** Ends the connection in good order, within a second; may be called again. */
    @Override
    void close();
}
