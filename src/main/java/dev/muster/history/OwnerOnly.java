package dev.muster.history;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions for what holds configurations and names of devices; none where the file system knows none. */
final class OwnerOnly {
    private OwnerOnly() {}

    static FileAttribute<?>[] folder(Path folder) {
        return permissions(folder, "rwx------");
    }

    static FileAttribute<?>[] file(Path file) {
        return permissions(file, "rw-------");
    }

    private static FileAttribute<?>[] permissions(Path path, String text) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
