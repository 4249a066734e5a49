package dev.muster.transport;

import dev.muster.result.DeviceException;
import dev.muster.result.Failure;
import dev.muster.result.FailureKind;
import dev.muster.result.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why no TCP connection to a target or proxy came about, told apart by what the system said. */
final class ConnectFailure {
    private ConnectFailure() {}

    static DeviceException of(Object where, @Nullable Throwable thrown) {
        Throwable root = root(thrown);
        return new DeviceException(
                kind(root), Stage.CONNECT, where + ": " + (root == null ? "no reason given" : reason(root)));
    }

    private static FailureKind kind(@Nullable Throwable root) {
        String text = String.valueOf(root == null ? null : root.getMessage()).toLowerCase(Locale.ROOT);
        if (root instanceof UnresolvedAddressException) {
            return FailureKind.DNS;
        }
        if (text.contains("timed out")) {
            return FailureKind.CONNECT_TIMEOUT;
        }
        if (root instanceof ConnectException && text.contains("refused")) {
            return FailureKind.CONNECTION_REFUSED;
        }
        return root instanceof IOException ? FailureKind.UNREACHABLE : FailureKind.INTERNAL;
    }

    static DeviceException noAnswer(Object where, Duration limit) {
        return new DeviceException(Failure.of(
                FailureKind.CONNECT_TIMEOUT, Stage.CONNECT, where + " did not answer within " + seconds(limit)));
    }

    /** Nobody wanted the connection any more. */
    static DeviceException givenUp(Object where) {
        return new DeviceException(FailureKind.DISCONNECTED, Stage.CONNECT, where + " was not reached before the end");
    }

    static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    /** The cause of all causes. */
    static @Nullable Throwable root(@Nullable Throwable thrown) {
        Throwable at = thrown;
        while (at != null && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    /** What a failure says of itself. */
    static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
