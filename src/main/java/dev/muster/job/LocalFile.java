package dev.muster.job;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a file of this machine can be sent. */
public final class LocalFile {
    private LocalFile() {}

    /** Why the file cannot be sent, or null. */
    public static @Nullable String mistake(Path file) {
        if (!Files.exists(file)) {
            return "no file " + file;
        }
        if (Files.isDirectory(file)) {
            return file + " is a folder; a copy step sends one file";
        }
        if (!Files.isRegularFile(file)) {
            return file + " is no regular file";
        }
        return Files.isReadable(file) ? null : file + " cannot be read by this user";
    }
}
