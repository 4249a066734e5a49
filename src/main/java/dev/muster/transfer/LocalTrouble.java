package dev.muster.transfer;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** What goes wrong with files of this machine while a device is served. */
final class LocalTrouble {
    private LocalTrouble() {}

    static DeviceException reading(IOException e) {
        return of(
                "the local file cannot be read: " + reason(e), "look at the file and its permissions on this machine");
    }

    static DeviceException writing(IOException e) {
        return of("the local file cannot be written: " + reason(e), "look at the disk that holds the run's folder");
    }

    static DeviceException of(String message, String hint) {
        return new DeviceException(
                Failure.of(FailureKind.INTERNAL, Stage.STEP, message).withHint(hint));
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException at ? at.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
