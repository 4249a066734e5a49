package dev.muster.report;

import dev.muster.result.Output;
import dev.muster.result.Phase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Names and values that several files spell the same way. */
final class Labels {
    private Labels() {}

    static String millis(Phase phase) {
        return switch (phase) {
            case QUEUE -> "queue_ms";
            case CONNECT -> "connect_ms";
            case AUTH -> "auth_ms";
            case SETUP -> "setup_ms";
            case STEPS -> "steps_ms";
            case PARSE -> "parse_ms";
            case CLOSE -> "close_ms";
        };
    }

    /** Where a large output is, with {@code /} on every system; null when it is held as text. */
    static @Nullable String path(Output output) {
        Path file = output.file();
        return file == null
                ? null
                : file.toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
