package dev.muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notices SIGQUIT, which the JVM keeps from programs: it answers with a list of its threads, unless a file in {@code /tmp}
 * asks it to open a socket for tools there; this class asks, sees the socket come, and removes it again. Where that does
 * not work, the JVM's own answer stays.
 */
final class QuitSignal implements AutoCloseable {
    private static final Path TEMP = Path.of("/tmp");

    private final Path asks;
    private final Path socket;

    QuitSignal() {
        long pid = ProcessHandle.current().pid();
        asks = TEMP.resolve(".attach_pid" + pid);
        socket = TEMP.resolve(".java_pid" + pid);
        try {
            if (Files.isDirectory(TEMP) && Files.notExists(asks)) {
                Files.createFile(asks);
            }
        } catch (IOException e) {
            // SIGQUIT lists threads, as in any other program
        }
    }

    /** Whether the signal has come since it was asked last. */
    boolean hasCome() {
        try {
            return Files.deleteIfExists(socket);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(asks);
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // it is in a folder for such things
        }
    }
}
