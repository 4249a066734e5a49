package dev.muster.transfer;

import dev.muster.platform.Hash;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file to copy.
 *
 * @param toDevice which way it goes
 * @param local the file of this machine; nothing for a file that comes from the device
 * @param shown the local file as users wrote it, or the name that a file from the device gets
 * @param remote the file of the device
 * @param idle how long no byte may move
 * @param limit for the whole
 */
public record FileOrder(
        boolean toDevice,
        Path local,
        String shown,
        String remote,
        Check check,
        @Nullable Protocol protocol,
        Duration idle,
        Duration limit) {

    /**
     * How it is proved that the file arrived.
     *
     * @param wanted whether at all
     * @param hash by this checksum, if need be by reading the file back; null for the best that the device makes itself
     */
    public record Check(boolean wanted, @Nullable Hash hash) {}

    /** The only protocol to use, where users name one. */
    public enum Protocol {
        SFTP,
        SCP
    }
}
