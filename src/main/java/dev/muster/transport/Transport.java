package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.Phase;
import dev.muster.result.PhaseClock;
import dev.muster.scope.Deadline;
import dev.muster.scope.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from one device. One thread opens, reads, writes and closes; any thread may abort.
 */
public interface Transport extends AutoCloseable {

    /**
     * How opening is to be done.
     *
     * @param connect how long name resolution, TCP and key exchange may take
     * @param auth how long login and opening of the shell may take
     * @param clock told of every phase
     * @param gate asked before each connection and login; time spent there is {@link Phase#QUEUE}
     */
    record Opening(Duration connect, Duration auth, PhaseClock clock, LoginGate gate) {

        /** Opening that nobody holds back. */
        public Opening(Duration connect, Duration auth, PhaseClock clock) {
            this(connect, auth, clock, LoginGate.OPEN);
        }

        /** The same with another clock. */
        public Opening with(PhaseClock other) {
            return new Opening(connect, auth, other, gate);
        }

        /** The same with another gate. */
        public Opening with(LoginGate other) {
            return new Opening(connect, auth, clock, other);
        }

        /** Passes the gate and begins to connect; why not, or null. */
        @Nullable
        Failure beginConnect(Login login, Event givenUp) throws InterruptedException {
            queue();
            Failure refusal = gate.beforeConnect(login, givenUp);
            clock.enter(Phase.CONNECT);
            return refusal;
        }

        /** Passes the gate and begins to log in; why not, or null. */
        @Nullable
        Failure beginLogin(Login login, Event givenUp) throws InterruptedException {
            queue();
            Failure refusal = gate.beforeLogin(login, givenUp);
            clock.enter(Phase.AUTH);
            return refusal;
        }

        private void queue() {
            if (!gate.equals(LoginGate.OPEN)) {
                clock.enter(Phase.QUEUE);
            }
        }
    }

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

    /** Ends the connection at once, from any thread: every wait ends, nothing is waited for. */
    void abort();

    /** Ends the connection in good order, within a second; may be called again. */
    @Override
    void close();
}
