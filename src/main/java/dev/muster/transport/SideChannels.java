package dev.muster.transport;

import dev.muster.result.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * Further channels to a device to which somebody is logged in, for files and NETCONF: over the same connection or, where the device
 * allows one channel per connection, over one more. One thread uses them; what is open ends with {@link #close()}.
 */
public interface SideChannels extends AutoCloseable {

    /** What a channel is for. */
    sealed interface Purpose {
        /** As the end of a sentence about what a channel is for. */
        default String aim() {
            return equals(new Subsystem("netconf")) ? "NETCONF" : "the file";
        }

        /** A command that the device runs without a shell. */
        record Command(String line) implements Purpose {}

        /** A subsystem, such as {@code sftp}. */
        record Subsystem(String name) implements Purpose {}
    }

    /**
     * A new channel; null when the device refuses what it is for.
     *
     * @throws DeviceException when no channel can be opened, with kind {@code session_limit} where the device allows none
     */
    @Nullable
    SideChannel open(Purpose purpose) throws DeviceException, InterruptedException;

    /** Whether a connection of their own was needed. */
    boolean areApart();

    /** The subsystem {@code name} on one of these channels, not yet open; these channels are closed with it. */
    default SubsystemLink subsystem(String device, String name) {
        return new SshSubsystemLink(this, device, name);
    }

    /** Ends the channels, and the connection that was made for them. */
    @Override
    void close();
}
