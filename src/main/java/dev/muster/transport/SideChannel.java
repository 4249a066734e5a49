package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.scope.Deadline;
import org.jspecify.annotations.Nullable;

/** A channel of bytes to a device beside its shell. One thread uses it. */
public interface SideChannel extends AutoCloseable {

    /** Waits for bytes until the deadline and appends all that are there to {@code into}. */
    Transport.Read read(ByteQueue into, Deadline deadline) throws InterruptedException;

    /** Sends bytes; false when the device had not taken them by the deadline. */
    boolean write(byte[] bytes, int offset, int length, Deadline deadline) throws DeviceException, InterruptedException;

    /** What the device wrote about errors beside its bytes, the end of it where that is long; mostly empty. */
    String errors();

    /** How a command ended; null while it runs, and where the device does not tell. */
    @Nullable
    Integer exitStatus();

    /** Ends the channel at once; the shell and the login stay. */
    @Override
    void close();
}
