package dev.muster.platform;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How files of the device are copied and checked.
 *
 * @param method {@code sftp} or {@code scp} where the device has only that, or null
 * @param needs what must be configured before it takes files, for people, or null
 * @param checksums commands that print a file's checksum; {@code {path}} is the file, {@code {quoted}} the same for a shell
 * @param space what prints how many bytes are free, or null
 */
public record Copying(
        @Nullable String method,
        @Nullable String needs,
        Map<Hash, String> checksums,
        @Nullable Space space) {
    /** A platform of which nothing is known. */
    public static final Copying UNKNOWN = new Copying(null, null, Map.of(), null);

    /**
     * A command and where in its output a number stands.
     *
     * @param command with {@code {drive}} for what stands before the colon of the path, the colon included
     * @param match group 1 is the number of bytes
     */
    public record Space(String command, Pattern match) {}

    public Copying {
        checksums = checksums.isEmpty() ? Map.of() : new EnumMap<>(checksums);
    }
}
