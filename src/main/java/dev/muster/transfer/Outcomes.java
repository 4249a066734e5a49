package dev.muster.transfer;

import dev.muster.platform.Hash;
import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Outcome;
import dev.muster.result.Output;
import dev.muster.result.Stage;
import dev.muster.session.Answer;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What users read of a copy. */
final class Outcomes {
    private Outcomes() {}

    /** A file, its size and its SHA-256. */
    record Copied(long bytes, String sha256, @Nullable Path file) {}

    static Answer ok(Copied copied, String detail, String... lines) {
        var output = new Output(String.join("\n", lines), copied.file(), copied.bytes(), copied.sha256());
        return new Answer(Outcome.ok(), output, detail);
    }

    /** Such as {@code 67108864 bytes by sftp in 5.3 s, 12.7 MB/s}. */
    static String rate(long bytes, String by, long nanos) {
        double seconds = Math.max(0.001, nanos / 1e9);
        return String.format(
                Locale.ROOT, "%d bytes by %s in %.1f s, %.1f MB/s", bytes, by, seconds, bytes / seconds / 1e6);
    }

    static DeviceException differs(Hash hash, String here, String there, String path) {
        return new DeviceException(Failure.of(
                        FailureKind.DISCONNECTED,
                        Stage.STEP,
                        hash.label() + " differs: " + here + " here, " + there + " on the device; `" + path
                                + "` is not to be trusted there")
                .withHint("copy it again; if it stays so, look at the device's flash and log"));
    }

    static DeviceException shorter(String path, long here, long there) {
        return new DeviceException(Failure.of(
                        FailureKind.DISCONNECTED,
                        Stage.STEP,
                        "`" + path + "` has " + there + " bytes where " + here + " were expected")
                .withHint("copy it again; if it stays so, look at the device's free space and log"));
    }
}
